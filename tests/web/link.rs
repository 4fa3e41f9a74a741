//! Share links in a browser, compression included.
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::import::link::{LinkError, body, deflated, plain};
use maintenance_window_builder::web::browser::{Inflate, deflate, inflate};
use maintenance_window_builder::web::link;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn every_example_comes_back_from_its_link() {
    for example in EXAMPLES {
        let draft = example.draft();
        let fragment = link::fragment(&draft).await;
        assert!(fragment.starts_with("4."), "{fragment}");
        assert!(fragment.len() < plain(&body(&draft)).len());
        assert_eq!(
            link::open(&fragment).await,
            Ok(Some(draft.clone())),
            "{}",
            example.id
        );
        assert_eq!(
            link::open(&plain(&body(&draft))).await,
            Ok(Some(draft)),
            "{}",
            example.id
        );
    }
}

#[wasm_bindgen_test]
async fn the_shorter_kind_is_taken() {
    let fragment = link::fragment(&Draft::blank()).await;
    let both = [
        plain(&body(&Draft::blank())),
        deflated(&deflate(body(&Draft::blank()).as_bytes()).await.unwrap()),
    ];
    assert_eq!(fragment.len(), both.iter().map(String::len).min().unwrap());
}

#[wasm_bindgen_test]
async fn a_deflated_link_cut_anywhere_is_refused() {
    let fragment = link::fragment(&EXAMPLES[0].draft()).await;
    for end in (2..fragment.len()).step_by(29) {
        assert_eq!(
            link::open(&fragment[..end]).await,
            Err(LinkError::Damaged),
            "{end}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_small_link_that_unfolds_to_too_much_is_refused() {
    let bomb = deflate(&vec![b' '; 3_000_000]).await.unwrap();
    assert!(bomb.len() < 10_000);
    assert_eq!(inflate(&bomb, 1_000_000).await, Err(Inflate::TooLong));
    assert_eq!(link::open(&deflated(&bomb)).await, Err(LinkError::TooLong));
}

#[wasm_bindgen_test]
async fn other_fragments_are_none_of_ours() {
    for fragment in ["", "form", "f-Windows-0"] {
        assert_eq!(link::open(fragment).await, Ok(None));
        assert!(!link::is_share(fragment));
    }
    assert!(link::is_share("1."));
    assert!(link::is_share("9.x"));
}
