import type { PositionKind, UnitKind } from '../organisation/kinds.js';
import type { CivilDate } from '../time/zone.js';

/** Seats of the 拥军支前军地协调小组 and of its office (五项制度机制 三（二）2). The source names no 组长: that seat may stay empty. */
export const SEATS = [
  'leader',
  'deputyLeader',
  'veteransMember',
  'armedMember',
  'officeDeputy',
  'armedDeputy',
  'officeLiaison',
  'armedLiaison',
] as const;
export type SeatKey = (typeof SEATS)[number];

export interface SeatRule {
  label: string;
  /** The group itself, or its office: nobody sits twice in the same body. */
  body: 'group' | 'office';
  optional?: true;
  /** What the source asks of whoever sits there. */
  asks: string;
  fits(candidate: SeatCandidate): boolean;
}

/** A position that is to take a seat, as it is on the day. */
export interface SeatCandidate {
  seat: SeatKey;
  position: { kind: PositionKind; title: string };
  unit: { kind: UnitKind; name: string };
  /** Whether the unit is of the region itself. */
  ownRegion: boolean;
  /** Null while nobody holds the position. `until`: the last day, where an end is known. */
  holder: { personId: string; name: string; until: CivilDate | null } | null;
}

const LEADERS: readonly PositionKind[] = ['officeDirector', 'officeDeputy'];
const NO_WORK: readonly PositionKind[] = ['auditor', 'systemAdministrator'];

const isGovernment = ({ position, unit }: SeatCandidate): boolean =>
  (unit.kind === 'leadingGroup' && position.kind === 'deputyLeader' && position.title.includes('政府')) ||
  (position.kind === 'unitLeader' && /人民政府(?:办公[室厅])?$/u.test(unit.name) && unit.kind === 'member');
const isVeterans = ({ unit }: SeatCandidate): boolean => /退役军人事务[局厅]$/u.test(unit.name);
/** 人武部 of a county; what stands in its place at the city's and the province's level. */
const isArmed = ({ unit }: SeatCandidate): boolean =>
  unit.kind === 'military' && /(?:人民武装部|人武部|军分区|警备区|省军区)$/u.test(unit.name);
const isOffice = ({ unit }: SeatCandidate): boolean => unit.kind === 'office';
const leads = ({ position }: SeatCandidate): boolean => position.kind === 'unitLeader';

export const SEAT_RULES: Record<SeatKey, SeatRule> = {
  leader: {
    label: '组长',
    body: 'group',
    optional: true,
    asks: '由双拥工作领导小组的组长或副组长担任',
    fits: ({ unit, position }) =>
      unit.kind === 'leadingGroup' && (position.kind === 'groupLeader' || position.kind === 'deputyLeader'),
  },
  deputyLeader: { label: '副组长', body: 'group', asks: '由政府分管领导担任', fits: isGovernment },
  veteransMember: {
    label: '成员（退役军人事务局）',
    body: 'group',
    asks: '由退役军人事务局的1名领导担任',
    fits: (candidate) => isVeterans(candidate) && leads(candidate),
  },
  armedMember: {
    label: '成员（人武部）',
    body: 'group',
    asks: '由人武部的1名领导担任',
    fits: (candidate) => isArmed(candidate) && leads(candidate),
  },
  officeDeputy: {
    label: '办公室副主任（双拥办）',
    body: 'office',
    asks: '由双拥办的1名领导担任',
    fits: (candidate) => isOffice(candidate) && LEADERS.includes(candidate.position.kind),
  },
  armedDeputy: {
    label: '办公室副主任（人武部）',
    body: 'office',
    asks: '由人武部的1名领导担任',
    fits: (candidate) => isArmed(candidate) && leads(candidate),
  },
  officeLiaison: {
    label: '联络员（双拥办）',
    body: 'office',
    asks: '由双拥办的1名同志担任',
    fits: (candidate) => isOffice(candidate) && !NO_WORK.includes(candidate.position.kind),
  },
  armedLiaison: { label: '联络员（人武部）', body: 'office', asks: '由人武部的1名同志担任', fits: isArmed },
};

/**
 * Everything that is wrong with a composition, in Chinese; empty when it may be submitted. A leader may be a member of the group and
 * 副主任 of its office, but nobody sits twice in the same body, and 组长 and 副组长 have no second seat.
 *
 * @param through a holder who is known to leave before this day is no answer to an empty seat
 */
export function checkComposition(candidates: readonly SeatCandidate[], through: CivilDate): string[] {
  return [...SEATS.flatMap((seat) => seatProblems(seat, candidates, through)), ...doubleSeats(candidates)];
}

function seatProblems(seat: SeatKey, candidates: readonly SeatCandidate[], through: CivilDate): string[] {
  const { label, optional, asks, fits } = SEAT_RULES[seat];
  const [candidate, second] = candidates.filter((one) => one.seat === seat);
  if (!candidate) return optional ? [] : [`${label}空缺，${asks}`];
  if (second) return [`${label}只能有1人`];
  const problems: string[] = [];
  if (!candidate.ownRegion) problems.push(`${label}不是本地区的单位`);
  else if (!fits(candidate))
    problems.push(`${label}应${asks}，${candidate.unit.name}${candidate.position.title}不符合`);
  const { holder } = candidate;
  if (!holder) problems.push(`${label}所选的${candidate.unit.name}${candidate.position.title}目前无人任职`);
  else if (holder.until !== null && holder.until < through)
    problems.push(`${label}所选的${holder.name}任职至${holder.until}，须另选`);
  return problems;
}

function doubleSeats(candidates: readonly SeatCandidate[]): string[] {
  const known = candidates.filter(({ seat }) => seat in SEAT_RULES);
  const problems: string[] = [];
  known.forEach((candidate, index) => {
    for (const other of known.slice(index + 1)) {
      const same = candidate.holder !== null && candidate.holder.personId === other.holder?.personId;
      if (!same || candidate.seat === other.seat || mayHoldBoth(candidate.seat, other.seat)) continue;
      const [a, b] = [SEAT_RULES[candidate.seat].label, SEAT_RULES[other.seat].label];
      problems.push(`${candidate.holder?.name}不能同时担任${a}和${b}`);
    }
  });
  return problems;
}

/** Only members of the group, and only in its office. */
function mayHoldBoth(a: SeatKey, b: SeatKey): boolean {
  const isMember = (seat: SeatKey) => seat === 'veteransMember' || seat === 'armedMember';
  return SEAT_RULES[a].body !== SEAT_RULES[b].body && (isMember(a) || isMember(b));
}
