//! What AWS accepts, as rows: that every row is complete and consistent in
//! itself. `tests/replay/test_model.py` compares the rows with AWS's model.

mod documents;
mod patterns;
mod pseudo;
mod rows;
