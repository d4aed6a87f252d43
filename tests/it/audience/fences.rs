//! Views of every form that ask for what is hidden, by every link.

/// They stand in a text that others may read.
pub const FENCES: &str = "
```view table
query: owner:@person OR goals:@goal OR under:@pillar OR over:@release OR -moves:@goal#@kr OR text:heard
columns: [title, owner, goals, team, evidence, moves, depends_on, waiting_on, roles, decision, supersedes, mentions, iterates, goals.owner, summary]
group: owner
```

```view list
query: has:owner OR no:owner
columns: [title, owner, parent, pillar, metric, continues, guarded_by, lead, tribe, members, asks, informs, driver]
```

```view cards
query: live OR late OR type:goal,decision,team
columns: [title, owner, approver, contributors, accepts, declines]
```

```view board
query: type:release,goal,bet
by: owner
```

```view matrix
query: type:release,goal,bet
rows: owner
columns: depends_on
```

```view tree
query: type:strategy,goal,bet,release,checkin
```

```view tree
document: @goal
```

```view thread
document: seen-release
```

```view thread
document: @goal#@kr
```

```view timeline
by: goals
```

```view now-next-later
```

```view quadrant
query: type:bet,release
x: effort
y: align
```

```view bar
query: type:release,goal,bet
by: goals.owner
value: effort
```

```view line
metric: @metric
```

```view scorecard
query: type:goal,metric
```

```view no-list
```

```view findings
```

```view changes
```

```view list
query: count(owner)>@person ownr:@goal
sort: @goal
```
";
