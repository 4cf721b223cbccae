import type { SignRule } from '../blueprints/blueprint.js';
import type { WorkingCalendar } from '../time/calendar.js';
import { checkpointsOf, type Checkpoint } from '../time/ladder.js';
import type { LadderPolicy } from '../time/ladder-policy.js';

/** One open assignment as the clock sees it. */
export interface OwedAssignment {
  id: string;
  openedAt: Date;
  deadline: Date | null;
  acknowledged: boolean;
}

export interface ChasedStep {
  stepId: string;
  rule: SignRule;
  policy: LadderPolicy;
  owed: readonly OwedAssignment[];
  /** The step ends by itself at this instant's passing; null when it doesn't or already did. */
  closesAfter: Date | null;
  /** Nothing is owed in it: it is only waited through. */
  window?: boolean;
}

/** Something to do now: remind or escalate about one subject, an assignment or the step as one. */
export interface DueCheckpoint {
  checkpoint: Checkpoint;
  deadline: Date;
  /** The assignment chased, or the step's own id where it is chased as one. */
  subjectId: string;
  assignmentIds: string[];
}

interface Subject {
  id: string;
  openedAt: Date;
  deadline: Date;
  owed: OwedAssignment[];
}

/**
 * Candidates of a claim or 或签 step owe one thing together: the ladder climbs once for all of them. Everybody else is chased for
 * what he himself owes, each by his own deadline.
 */
function subjectsOf({ stepId, rule, owed, window }: ChasedStep): Subject[] {
  if (window) return [];
  const dated = owed.filter(
    (assignment): assignment is OwedAssignment & { deadline: Date } => assignment.deadline !== null,
  );
  const [first] = dated;
  if (!first) return [];
  if (rule === 'claim' || rule === 'any')
    return [{ id: stepId, openedAt: first.openedAt, deadline: first.deadline, owed: dated }];
  return dated.map((assignment) => ({ ...assignment, owed: [assignment] }));
}

/** A list's units were all asked at one instant and owe it by one: the ladder is computed once for all who share both. */
function laddersOf({ policy }: ChasedStep, calendar: WorkingCalendar): (subject: Subject) => Checkpoint[] {
  const known = new Map<string, Checkpoint[]>();
  return ({ openedAt, deadline }) => {
    const key = `${openedAt.getTime()}/${deadline.getTime()}`;
    const checkpoints = known.get(key) ?? checkpointsOf(policy, { openedAt, deadline, calendar });
    known.set(key, checkpoints);
    return checkpoints;
  };
}

/**
 * What to do for everything that fell due after `since`, up to and including `now`, in order of time. After an outage several
 * reminders may be due at once: only the last of them is still worth saying. Rungs are never left out.
 */
export function dueCheckpoints(
  step: ChasedStep,
  calendar: WorkingCalendar,
  since: Date,
  now: Date,
): DueCheckpoint[] {
  const due: DueCheckpoint[] = [];
  const ladderOf = laddersOf(step, calendar);
  for (const subject of subjectsOf(step)) {
    const fallen = ladderOf(subject)
      .filter(({ at }) => at > since && at <= now)
      .map((checkpoint) => ({ checkpoint, asked: askedBy(checkpoint, subject) }))
      .filter(({ asked }) => asked.length > 0);
    for (const [index, { checkpoint, asked }] of fallen.entries()) {
      if (isReminder(checkpoint) && index < fallen.length - 1) continue;
      due.push({
        checkpoint,
        deadline: subject.deadline,
        subjectId: subject.id,
        assignmentIds: asked.map(({ id }) => id),
      });
    }
  }
  return due.sort((a, b) => a.checkpoint.at.getTime() - b.checkpoint.at.getTime());
}

/** Whoever has acknowledged needs no reminder to do so. */
function askedBy({ kind }: Checkpoint, { owed }: Subject): OwedAssignment[] {
  return kind === 'unack' ? owed.filter(({ acknowledged }) => !acknowledged) : owed;
}

function isReminder({ kind }: Checkpoint): boolean {
  return kind === 'remind' || kind === 'unack';
}

/** When the clock has to look at the step next after `after`; null when nothing is left to come. */
export function nextCheckAt(step: ChasedStep, calendar: WorkingCalendar, after: Date): Date | null {
  const instants = step.closesAfter ? [new Date(step.closesAfter.getTime() + 1)] : [];
  const ladderOf = laddersOf(step, calendar);
  for (const subject of subjectsOf(step)) {
    const next = ladderOf(subject).find(({ at }) => at > after);
    if (next) instants.push(next.at);
  }
  const times = instants.map((instant) => instant.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}
