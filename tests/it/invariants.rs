//! What holds of the formulas whatever the numbers are.

mod alignment;
mod goals;
mod sound;

use proptest::prelude::*;
use throughline::base::date::{Date, add_days};
use throughline::measure::alignment::{Item, Links};
use throughline::measure::period::Window;

const NEAR: f64 = 1e-9;

fn day() -> impl Strategy<Value = Date> {
    (0_i64..4000).prop_map(|days| add_days(Date::constant(2020, 1, 1), days))
}

fn window() -> impl Strategy<Value = Window> {
    (day(), 0_i64..400)
        .prop_map(|(start, days)| Window::new(start, add_days(start, days)).expect("in order"))
}

fn share() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(0.5), Just(1.0), 0.0..=1.0]
}

fn links() -> impl Strategy<Value = Links> {
    (share(), share(), share(), share(), share()).prop_map(
        |(goal, outcome, strategy, time, owner)| Links { goal, outcome, strategy, time, owner },
    )
}

/// Some work, at least one item of it with a size.
fn portfolio() -> impl Strategy<Value = Vec<Item>> {
    let item = |effort| (effort, links()).prop_map(|(effort, links)| Item { effort, links });
    let sized = item((0.2..9.0).boxed());
    let any = item(prop_oneof![Just(0.0), 0.2..9.0].boxed());
    (sized, prop::collection::vec(any, 0..9)).prop_map(|(one, mut all)| {
        all.push(one);
        all
    })
}
