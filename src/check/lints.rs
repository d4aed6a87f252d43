//! The registry of lints: two files and a line each. The line names the code; beside it lies the page.

use super::lint::{Lint, Topic};

/// Declares modules and lists their lints, in the order of the families and in each the order in which they are shown.
macro_rules! lints {
    ($($name:ident,)+) => {
        $(pub mod $name;)+

        /// Every lint, by family.
        pub static LINTS: &[&Lint] = &[$(&$name::LINT),+];
    };
}

/// The names of all lints.
pub fn names() -> impl Iterator<Item = &'static str> {
    LINTS.iter().map(|lint| lint.name)
}

/// Every name by which settings and arguments speak of lints: their own, those of topics, and `all`.
pub fn spoken() -> impl Iterator<Item = &'static str> {
    LINTS
        .iter()
        .map(|lint| lint.name)
        .chain(Topic::ALL.iter().map(|topic| topic.key()))
        .chain(["all"])
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
    not_an_image,
    script_in_drawing,
    url_clash,
    inverse_disagrees,
    csv_unreadable,
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
    undrawn_diagram,
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
    metric_stale,
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
    priority_inversion,
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
    // Alignment: whether teams pull the same way.
    watermelon,
    masked_kr,
    confidence_falling,
    missed_checkin,
    stale_document,
    role_missing,
    dependency_unacknowledged,
    team_without_goal,
    squad_without_mission,
    cross_tribe_block,
    team_not_on_goal,
    suspect,
    // Speed: whether dates and sizes are honest.
    dates_out_of_order,
    date_in_future,
    shipped_without_date,
    release_overdue,
    dependency_late,
    target_moved_twice,
    wip_over_limit,
    mvp_without_learning,
    failed_without_recovery,
    release_too_big,
    release_without_date,
    no_small_first,
    // Feedback: whether loops close.
    loop_out_of_order,
    survey_value_out_of_range,
    sus_incomplete,
    feedback_undecided,
    shipped_not_remeasured,
    small_sample_claim,
    insight_without_evidence,
    lesson_not_carried,
    no_listening,
    nps_change_is_noise,
    one_voice,
    // Pitfalls: building without validation, no ownership, poor communication, output over outcomes.
    build_without_evidence,
    evidence_after_start,
    assumption_untested,
    single_solution,
    unowned,
    shared_ownership,
    owner_overload,
    unknown_person,
    waiting_too_long,
    no_summary,
    no_why,
    decision_without_approver,
    decision_without_context,
    release_without_outcome,
    one_sided_outcome,
    outcome_overdue,
    verdict_contradicts_number,
    jargon,
    // History: what git remembers.
    vanished,
    promise_overwritten,
    illegal_transition,
    goalpost_moved,
    date_slipped,
    reopened,
    score_dropped,
    carried_over,
    backdated,
    owner_churn,
    no_history,
}
