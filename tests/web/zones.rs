//! The bundled time-zone data says what this browser's own says, zone by zone.
use jiff::Timestamp;
use maintenance_window_builder::schedule::{sample_instants, zone_samples};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::text;

/// Zones about which an older browser may differ, and why. One that knows better agrees.
const OTHERWISE: &[(&str, &str)] = &[("America/Havana", STAYS), ("Cuba", STAYS)];
const STAYS: &str = "the table has summer time go on through the winter of 2026; data from before that was known goes back";

#[wasm_bindgen_test]
fn the_browser_agrees_about_every_zone() {
    let now =
        Timestamp::from_second(text("Math.floor(Date.now() / 1000)").parse().unwrap()).unwrap();
    let zones: Vec<_> = zone_samples(now).collect();
    let names: Vec<&str> = zones.iter().map(|zone| zone.name.as_str()).collect();
    let instants = sample_instants(now).map(Timestamp::as_millisecond);
    // A zone's clock read as if it were UTC, less the instant, is its offset.
    let script = format!(
        "JSON.stringify(({names}).map(name => {{
            try {{
                const clock = new Intl.DateTimeFormat('sv-SE', {{ timeZone: name, hourCycle: 'h23',
                    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }});
                return ({instants:?}).map(at => (Date.parse(clock.format(at).replace(' ', 'T') + 'Z') - at) / 1000);
            }} catch {{ return null }}
        }}))",
        names = serde_json::to_string(&names).unwrap(),
    );
    let said: Vec<Option<Vec<i32>>> = serde_json::from_str(&text(&script)).unwrap();
    assert!(zones.len() > 400, "{}", zones.len());
    let mut differing = Vec::new();
    for (zone, said) in zones.iter().zip(said) {
        let known = OTHERWISE.iter().any(|(name, _)| *name == zone.name);
        match said {
            Some(said) if said == zone.offsets => {}
            _ if known => {}
            Some(said) => {
                let at = said
                    .iter()
                    .zip(&zone.offsets)
                    .position(|(one, other)| one != other);
                differing.push(format!(
                    "{}: from sample {at:?} on the browser says {said:?}, the table {:?}",
                    zone.name, zone.offsets
                ));
            }
            None => differing.push(format!("{}: the browser does not know it", zone.name)),
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
