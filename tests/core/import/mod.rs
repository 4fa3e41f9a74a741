//! What people open: project files, links, examples.
mod examples;
mod link;
mod project;
mod read;
mod read_several;
mod settle;
mod written;
