import type { PlanEntry } from '../annual-cycle/plan-entry.js';
import { blueprintOf, isProcessKind, type LaunchableKind } from '../blueprints/index.js';
import type { OwnerRole, StepBlueprint } from '../blueprints/blueprint.js';
import type { WorkingCalendar } from '../time/calendar.js';
import { deadlineOf } from '../time/deadline.js';
import { civilDateOf, instantAt, type CivilDate } from '../time/zone.js';
import { isCivilDate } from './days.js';
import { idsIn, startOf, textIn } from './form-fields.js';
import { plannedSteps, type PlannedEntry, type PlannedStep } from './planned-steps.js';
import { filingUnitsOn, unitsOn, type RegionFacts } from './region-facts.js';

/**
 * legal: a date the regulation names · computed: follows from the launch or from what it hands in · estimated: the steps before it are
 * taken to end at their own deadlines, so it comes on that day at the latest unless something is sent back.
 */
export type Basis = 'legal' | 'computed' | 'estimated';

/** Something that somebody will be asked for, and until when. */
export interface Obligation {
  /** Place of the entry in the plan. */
  index: number;
  entry: string;
  kind: LaunchableKind;
  step: string;
  label: string;
  article: string;
  owner: OwnerRole;
  opens: CivilDate;
  /** The last day on which it is in time; null without a deadline. */
  due: CivilDate | null;
  basis: Basis;
  /** A report that each unit hands in by itself. */
  handsIn: boolean;
  /** Launched too late for the legal date it was meant to meet. */
  missed: CivilDate | null;
  /** Who will be asked, where it can be said: empty for whoever is only named on the way. */
  unitIds: string[];
}

/** A meeting or event of the plan. */
export interface Occasion {
  index: number;
  entry: string;
  kind: LaunchableKind;
  /** `visit`, `group` … where it has a kind of its own. */
  sort: string;
  title: string;
  place: string;
  startsAt: Date;
  date: CivilDate;
  unitIds: string[];
}

export interface Projection {
  obligations: Obligation[];
  occasions: Occasion[];
}

export interface PlanToProject {
  year: number;
  entries: readonly PlanEntry[];
  today: CivilDate;
  calendar: WorkingCalendar;
  facts: RegionFacts;
}

/** Kinds whose launch names a day on which people meet. */
const GATHERINGS: readonly string[] = ['topicalConsultation', 'liaisonConference', 'plannedEvent'];

/** What a year's plan will ask of whom, and when. Entries that can't be read are left out: the check names them. */
export function projectPlan({ year, entries, today, calendar, facts }: PlanToProject): Projection {
  const obligations: Obligation[] = [];
  const occasions: Occasion[] = [];
  entries.forEach((entry, index) => {
    if (!isProcessKind(entry.kind) || !isCivilDate(entry.date)) return;
    const launch = entry.date < today ? today : entry.date;
    const occasion = occasionOf(entry, index, launch, facts);
    if (occasion) occasions.push(occasion);
    obligations.push(...project({ entry, year, launch, calendar }, index, facts));
  });
  return { obligations, occasions };
}

function occasionOf(entry: PlanEntry, index: number, on: CivilDate, facts: RegionFacts): Occasion | null {
  const startsAt = GATHERINGS.includes(entry.kind) ? startOf(entry) : null;
  if (!startsAt) return null;
  return {
    index,
    entry: entry.key,
    kind: entry.kind,
    sort: textIn(entry, 'eventKind') || textIn(entry, 'meetingKind'),
    title: entry.title,
    place: textIn(entry, 'place'),
    startsAt,
    date: civilDateOf(startsAt),
    unitIds: invited(entry, on, facts, true),
  };
}

function project(planned: PlannedEntry, index: number, facts: RegionFacts): Obligation[] {
  const { entry, launch } = planned;
  const blueprint = blueprintOf(entry.kind);
  /** When each step ends at the latest, and whether that is known. */
  const ends = new Map<string, { on: CivilDate; known: boolean }>();
  const found: Obligation[] = [];
  for (const step of plannedSteps(planned)) {
    const law = blueprint.steps[step.key];
    if (!law) continue;
    const opening = openingOf(step, ends, launch);
    const { due, basis, missed } = dueOf(law, step, opening, planned);
    ends.set(step.key, { on: due ?? opening.on, known: basis !== 'estimated' });
    found.push({
      index,
      entry: entry.key,
      kind: entry.kind,
      step: step.key,
      label: law.label,
      article: law.article,
      owner: law.owner,
      opens: opening.on,
      due,
      basis,
      missed,
      handsIn: law.rule === 'collect' && Object.values(law.decisions).some(({ form }) => form !== undefined),
      unitIds: asked(law.owner, entry, opening.on, facts),
    });
  }
  return found;
}

interface Opening {
  on: CivilDate;
  known: boolean;
}

function openingOf(
  { after, notBefore }: PlannedStep,
  ends: ReadonlyMap<string, { on: CivilDate; known: boolean }>,
  launch: CivilDate,
): Opening {
  if (after === undefined && notBefore === undefined) return { on: launch, known: true };
  const before = after === undefined ? { on: launch, known: true } : ends.get(after);
  // It ends on its last day at the latest: until when, is only an estimate.
  const on = before?.on ?? launch;
  if (notBefore !== undefined && notBefore >= on) return { on: notBefore, known: true };
  return { on, known: after === undefined };
}

function dueOf(
  { deadline, deadlineIfPast }: StepBlueprint,
  { due: given }: PlannedStep,
  { on, known }: Opening,
  { year, calendar }: PlannedEntry,
): { due: CivilDate | null; basis: Basis; missed: CivilDate | null } {
  if (deadline.kind === 'given') return { due: given ?? null, basis: 'computed', missed: null };
  const context = { event: instantAt(on, '09:00'), year, calendar };
  const at = deadlineOf(deadline, context);
  const legal = deadline.kind === 'date' || deadline.kind === 'lastDayOfMonth';
  const due = at && civilDateOf(at);
  if (legal && due !== null && due < on && deadlineIfPast) {
    const instead = deadlineOf(deadlineIfPast, context);
    return { due: instead && civilDateOf(instead), basis: known ? 'computed' : 'estimated', missed: due };
  }
  return { due, basis: legal ? 'legal' : known ? 'computed' : 'estimated', missed: null };
}

/** Units that a role stands for on a day; none for a role that only the running process knows. */
function asked(owner: OwnerRole, entry: PlanEntry, on: CivilDate, facts: RegionFacts): string[] {
  const ids = (units: { id: string }[]): string[] => units.map(({ id }) => id);
  switch (owner) {
    case 'filingUnits':
      return ids(filingUnitsOn(facts, on));
    case 'office':
    case 'officeStaff':
    case 'officeReview':
    case 'officeDirector':
      return ids(unitsOn(facts, on, 'office'));
    case 'groupLeader':
    case 'groupLeaders':
    case 'groupAndMembers':
      return ids(unitsOn(facts, on, 'leadingGroup'));
    case 'participants':
      return invited(entry, on, facts, true);
    case 'attendingUnits':
      return invited(entry, on, facts, false);
    case 'recipients':
      return GATHERINGS.includes(entry.kind) ? invited(entry, on, facts, true) : [];
    default:
      return [];
  }
}

/** Whom a launch invites: a conference that names nobody invites every unit; leaders are asked in the group. */
function invited(entry: PlanEntry, on: CivilDate, facts: RegionFacts, leadersToo: boolean): string[] {
  const named = [...idsIn(entry, 'unitIds'), ...idsIn(entry, 'visitedUnitIds')];
  const units = named.filter((id) => facts.units.some((unit) => unit.id === id));
  const all = entry.kind === 'liaisonConference' && named.length === 0 ? filingUnitsOn(facts, on) : [];
  const group =
    leadersToo && idsIn(entry, 'leaderPositionIds').length > 0 ? unitsOn(facts, on, 'leadingGroup') : [];
  return [...new Set([...group.map(({ id }) => id), ...units, ...all.map(({ id }) => id)])];
}
