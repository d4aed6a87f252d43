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
    kr_direction_mismatch,
    kr_baseline_equals_target,
    maintain_needs_bound,
    dead_target,
    kr_without_metric,
    kr_is_activity,
    kr_counts_output,
    vague_goal,
    too_many_krs,
    too_many_goals,
    release_serves_too_many,
    no_north_star,
    goal_period_over,
    window_mismatch,
    pillar_without_goal,
    goal_without_release,
    orphan_metric,
    goal_without_guardrail,
    // Priority: whether choices are made and kept.
    declined_without_reason,
    accepted_without_goal,
    score_input_invalid,
    effort_not_positive,
    confidence_out_of_range,
    wont_but_working,
    unscored,
    ships_declined_bet,
    must_over_60,
    could_under_20,
    accepted_moonshot,
    confidence_without_evidence,
    deferred_without_revisit,
    revisit_passed,
    yes_outnumbers_no,
    score_off_scale,
    wsjf_column_without_one,
    stale_idea,
    // Speed: whether dates and sizes are honest.
    dates_out_of_order,
    date_in_future,
    // Pitfalls: building without validation, no ownership, poor communication, output over outcomes.
    unowned,
    unknown_person,
    no_summary,
}
