//! What requests about windows, targets and tasks alike say besides what
//! these are: which window it is about, how a retry is told from a new call,
//! and whether an update keeps what it does not name.
//!
//! It stands below the three, so that none of them needs another for it.

use super::{Field, Shape, Text, pattern};

/// `WindowId`
pub static WINDOW_ID: Field = Field::new(
    "WindowId",
    "Window ID",
    Shape::Text(&Text::new(20, Some(20)).pattern(&pattern::WINDOW_ID)),
)
.help("The window this belongs to. AWS gives the id when the window is created.")
.example("mw-0c50858d01a1b2c3d")
.doc(request!("GetMaintenanceWindow", "WindowId"));

/// `ClientToken`
pub static CLIENT_TOKEN: Field = Field::new("ClientToken", "Client token", Shape::Text(&Text::new(1, Some(64))))
    .help("Makes a retry safe: AWS answers the same token with the first result, and refuses it for a different request.")
    .example("weekly-patching-2027-01")
    .default("CLI and SDK make a new one for each call")
    .doc(request!("CreateMaintenanceWindow", "ClientToken"));

/// `Replace`, in all three updates.
pub static REPLACE: Field = Field::new("Replace", "Replace all settings", Shape::Flag)
    .help(
        "Off: only the given fields change. On: what creation demands must be given again, and every option left out is cleared.",
    )
    .default("only the given fields change")
    .doc(request!("UpdateMaintenanceWindow", "Replace"));
