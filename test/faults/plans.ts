import type { DataSource } from 'typeorm';
import { BLUEPRINTS, type LaunchableKind } from '../../domain/blueprints/index.js';
import { addDays, civilDateOf, formatInstant, type CivilDate } from '../../domain/time/zone.js';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import type { StageKey } from '../../domain/campaign/stages.js';
import { LAUNCHES } from '../../src/rehearsal/launches.js';
import { rehearsedRegion, type RehearsedRegion } from '../../src/rehearsal/region.js';

/** Launched beside the year: by a unit, about something else, with a plan of its own, or in the city, where lower regions have offices. */
const BESIDE_THE_YEAR = ['coordinationMatter', 'annualCycle', 'changeOrder', 'campaign', 'modelCity'];
/** Whose occasion is at an hour of a day; those of the year are on another day, those launched by hand begin soon. */
export const MEETINGS: readonly LaunchableKind[] = ['topicalConsultation', 'liaisonConference'];
/** Until a meeting begins: long enough to sign for it, short enough for the run to see its end. */
const MEETING_IN_MS = 150_000;
/** So many are suspected at once; of about two in three it turns out to be true. */
const SUSPECTED = 4;
/** Who recommends in the round that ends within the fire; in the year's everybody does. */
const RECOMMENDERS = 4;
/** Stages of one day each. */
const SHORT: readonly StageKey[] = ['mobilise', 'visit', 'solve'];

interface DraftedStage {
  key: StageKey;
  fromDate: CivilDate;
  toDate: CivilDate;
  handInDate?: CivilDate;
  inspectionDates?: CivilDate[];
}
interface DraftedCampaign {
  fromDate: CivilDate;
  stages: DraftedStage[];
}

export interface HandLaunch {
  kind: string;
  body: object;
  /** The unit that launches it, where it isn't the office. */
  unitId?: string;
}

/** The region as a rehearsal's launches want it. */
export async function regionOf(dataSource: DataSource, code: string, now: Date): Promise<RehearsedRegion> {
  return rehearsedRegion(dataSource.manager, code, Number(civilDateOf(now).slice(0, 4)), now);
}

/** The last day whose nine o'clock has passed for certain; a year's first day has no other. */
export function dueDay({ today, year }: RehearsedRegion): CivilDate {
  const yesterday = addDays(today, -1);
  return yesterday.startsWith(`${year}-`) ? yesterday : today;
}

/**
 * The county's year: what a rehearsal launches one by one, all of it due already, so that every start falls into the fire; and one entry
 * that is not due, which must not start.
 */
export function yearOf(region: RehearsedRegion): PlanEntry[] {
  const date = dueDay(region);
  const due = Object.entries(LAUNCHES)
    .filter(([kind]) => !BESIDE_THE_YEAR.includes(kind))
    .flatMap(([kind, { handsIn }]) =>
      (handsIn?.(region) ?? [null]).map((handedIn, n) =>
        entry(`${kind}:${n + 1}`, kind as PlanEntry['kind'], date, handedIn && inTime(handedIn.form, region)),
      ),
    );
  const later = { title: '年底双拥工作通报', circularKind: 'important' };
  return [...due, entry('later', 'circular', `${region.year}-12-31` as CivilDate, later)];
}

/** A rehearsal hands in points in March; what was due in July is refused after it. */
function inTime(form: object, { year }: RehearsedRegion): object {
  const { points } = form as { points?: { limitDate?: string }[] };
  const late = `${year}-12-31`;
  return points
    ? { ...form, points: points.map((one) => (one.limitDate ? { ...one, limitDate: late } : one)) }
    : form;
}

function entry(key: string, kind: PlanEntry['kind'], date: CivilDate, form?: object | null): PlanEntry {
  const { title } = (form ?? {}) as { title?: string };
  const own = form ? { form: form as Record<string, unknown> } : {};
  return { key, kind, title: title ?? BLUEPRINTS[kind].label, date, ...own };
}

/** As many days as stages before the one that is open until long after the run. */
export const CAMPAIGN_BEGAN_DAYS_AGO = SHORT.length;
const INTERIM_DAYS = 20;

/**
 * A campaign whose first three stages had a day each, all past, and whose fourth has just begun: they follow one another in the plan, and
 * all open at once, with 检查督促 beside them.
 */
export function campaignAtOnce<T extends DraftedCampaign>(drafted: T): T {
  const { fromDate } = drafted;
  const days = (stage: DraftedStage): DraftedStage => {
    const n = SHORT.indexOf(stage.key);
    const [from, to] =
      n >= 0
        ? [addDays(fromDate, n), addDays(fromDate, n)]
        : [addDays(fromDate, SHORT.length), addDays(fromDate, SHORT.length + INTERIM_DAYS)];
    return { ...stage, fromDate: from, toDate: to, ...(stage.handInDate ? { handInDate: to } : {}) };
  };
  const stages = drafted.stages.map((stage) => {
    if (stage.key === 'inspect')
      return { ...stage, inspectionDates: [fromDate, ...(stage.inspectionDates ?? [])] };
    return SHORT.includes(stage.key) || stage.key === 'interim' ? days(stage) : stage;
  });
  return { ...drafted, stages };
}

/** What no year plans, and meetings that the run sees the end of. */
export function launchesByHand(region: RehearsedRegion, now: Date): HandLaunch[] {
  const soonest = new Date(now.getTime() + MEETING_IN_MS);
  const startsAt = `${formatInstant(soonest).slice(0, 16)}+08:00`;
  const kinds: readonly LaunchableKind[] = ['coordinationMatter', ...MEETINGS];
  return kinds.flatMap((kind) =>
    handLaunches(kind, region, (form) => ({
      ...('startsAt' in form ? { startsAt } : {}),
      ...('materialDueDate' in form ? { materialDueDate: region.today } : {}),
    })),
  );
}

/** A round of naming that is short enough to end in the fire, so that titles are frozen and given back in it; and suspicions. */
export function honoursByHand(region: RehearsedRegion): HandLaunch[] {
  const members = region.units.filter(({ kind }) => kind === 'member').map(({ id }) => id);
  return [
    ...handLaunches('commendation', region, () => ({ unitIds: members.slice(0, RECOMMENDERS) })),
    ...members.slice(-SUSPECTED).map((unitId) => suspicion(region, unitId)),
  ];
}

/** 模范城（县）: the regions below apply. */
export const modelCityByHand = (city: RehearsedRegion): HandLaunch[] => handLaunches('modelCity', city);

export function suspicion(region: RehearsedRegion, subjectUnitId: string): HandLaunch {
  return handLaunches('vetoEvent', region, () => ({ subjectUnitId }))[0] as HandLaunch;
}

/** @param changed what differs from a rehearsal's form */
function handLaunches(
  kind: LaunchableKind,
  region: RehearsedRegion,
  changed: (form: object) => object = () => ({}),
): HandLaunch[] {
  const { code: regionCode, year } = region;
  return (LAUNCHES[kind].handsIn?.(region) ?? []).map(({ form, unitId }) => ({
    ...{ kind, body: { kind, regionCode, year, form: { ...form, ...changed(form) } } },
    ...(unitId === undefined ? {} : { unitId }),
  }));
}
