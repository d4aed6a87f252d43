//! The registry of lints: two files and a line each. The line names the code; beside it lies the page.

use super::lint::Lint;

/// Declares modules and lists their lints, in the order of the families and in each the order in which they are shown.
macro_rules! lints {
    ($($name:ident,)+) => {
        $(pub mod $name;)+

        /// Every lint, by family.
        pub static LINTS: &[&Lint] = &[$(&$name::LINT),+];
    };
}

lints! {
    // Structure: files, names, links.
    bad_front_matter,
    unknown_kind,
    missing_field,
    wrong_type,
    duplicate_id,
    unknown_id,
    wrong_kind,
    link_cycle,
    broken_link,
    url_clash,
    inverse_disagrees,
    bad_query,
    bad_template,
    link_outside_content,
    unreadable_file,
    requires_newer,
    audience_leak,
    internal_error,
    unknown_field,
    bad_id,
    link_by_alias,
    raw_html,
    unclosed_fence,
    unused_allow,
    allow_without_end,
    // Clarity: whether goals can be reached and measured.
    release_without_goal,
    goal_without_pillar,
    goal_without_kr,
    period_unreadable,
    dead_target,
    vague_goal,
    // Priority: whether choices are made and kept.
    declined_without_reason,
    accepted_without_goal,
    // Speed: whether dates and sizes are honest.
    dates_out_of_order,
    date_in_future,
    // Pitfalls: building without validation, no ownership, poor communication, output over outcomes.
    unowned,
    unknown_person,
    no_summary,
}
