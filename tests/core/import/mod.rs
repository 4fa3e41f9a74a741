//! What people open: project files, links, examples.
mod boto3;
mod cdk;
mod contract;
mod drafts;
mod examples;
mod exchange;
mod link;
mod offer;
mod project;
mod read;
mod read_several;
mod round_trip;
mod settle;
mod shells;
mod terraform;
mod written;
