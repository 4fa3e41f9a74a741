// What the table counts in, for who writes it and who reads it.

/// 2000-01-01T00:00:00Z: no window is older.
const SINCE: i64 = 946_684_800;
/// Changes are counted in these, in seconds.
const MINUTE: i64 = 60;
/// Offsets are counted in these, in seconds.
const QUARTER: i32 = 900;
