import type { ProcessBlueprint } from './blueprint.js';
import { outcomeLabel } from './outcome-label.js';

/** A step, something waited for by its notice's name, or `end:` and the outcome the process ends with. */
type Target<Key extends string> = Key | `end:${string}` | WaitName;
/** Names of the notices that a procedure waits for between its steps. */
type WaitName =
  | 'answered'
  | 'consulted'
  | 'filed'
  | 'filedLate'
  | 'mattersClosed'
  | 'receivedBelow'
  | 'rectified'
  | 'seatVacated'
  | 'suggestedLate';
/** One, or several with the case in which each is taken ('' where it needs no words). */
export type Targets<To extends string> = To | Readonly<Partial<Record<To, string>>>;

/** What follows what in a process. Withdrawals (撤回) and returns to any earlier step (退回) are the engine's and not said one by one. */
export interface Flow<Key extends string = string> {
  begin: Targets<Key>;
  /** What follows a step, by its outcome. */
  after: Readonly<Partial<Record<Key, Readonly<Record<string, Targets<Target<Key>>>>>>>;
  /** Opened together with a step, or while something is waited for; the main line doesn't ask for it. */
  beside?: Readonly<Partial<Record<Key, Targets<Key | WaitName | 'begin'>>>>;
  /** What the process waits for without a step of its own. `ifAny`: it goes on meanwhile, and may never come. */
  waits?: Readonly<Partial<Record<WaitName, { label: string; then: Targets<Target<Key>>; ifAny?: true }>>>;
  /** With this the year ends it, wherever it stands. */
  atAnyTime?: string;
}

export const BEGIN = 'begin';
const END = /^end:/;

export type FlowNodeType = 'begin' | 'step' | 'wait' | 'end';

export interface FlowNodeFact {
  key: string;
  type: FlowNodeType;
  label: string;
  /** Runs beside the main line. */
  beside: boolean;
  ifAny: boolean;
}

export interface FlowEdgeFact {
  from: string;
  to: string;
  /** Outcomes of `from` that lead here; none from the beginning and from what is waited for. */
  outcomes: string[];
  label: string | null;
  /** beside: opened together; back: every outcome of it says that it goes back. */
  type: 'forward' | 'back' | 'beside';
}

/** The picture's nodes, in the blueprint's order: the beginning first, ends last. */
export function flowNodes(blueprint: ProcessBlueprint): FlowNodeFact[] {
  const { flow, steps, outcomes } = blueprint;
  const edges = flowEdges(blueprint);
  const named = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const node = (key: string, type: FlowNodeType, label: string): FlowNodeFact => ({
    key,
    type,
    label,
    beside: flow.beside !== undefined && Object.hasOwn(flow.beside, key),
    ifAny: flow.waits?.[key as WaitName]?.ifAny === true,
  });
  return [
    node(BEGIN, 'begin', '启动'),
    // Requests for more time are the step engine's: they may come beside any step.
    ...Object.entries(steps)
      .filter(([key]) => named.has(key))
      .map(([key, { label }]) => node(key, 'step', label)),
    ...Object.entries(flow.waits ?? {}).map(([name, { label }]) => node(name, 'wait', label)),
    ...Object.entries(outcomes)
      .filter(([outcome]) => named.has(`end:${outcome}`))
      .map(([outcome, label]) => node(`end:${outcome}`, 'end', label)),
  ];
}

/** The picture's edges; what leads from one node to the same other one is one edge. */
export function flowEdges(blueprint: ProcessBlueprint): FlowEdgeFact[] {
  const { flow } = blueprint;
  const edges = [
    ...targetsOf(flow.begin).map(([to, when]) => edge(BEGIN, to, null, when, blueprint)),
    ...Object.entries(flow.after).flatMap(([from, outcomes]) =>
      Object.entries(outcomes ?? {}).flatMap(([outcome, targets]) =>
        targetsOf(targets).map(([to, when]) => edge(from, to, outcome, when, blueprint)),
      ),
    ),
    ...Object.entries(flow.waits ?? {}).flatMap(([from, { then }]) =>
      targetsOf(then).map(([to, when]) => edge(from, to, null, when, blueprint)),
    ),
    ...Object.entries(flow.beside ?? {}).flatMap(([to, hosts]) =>
      targetsOf(hosts ?? {}).map(([from, when]) => ({
        ...edge(from, to, null, when, blueprint),
        type: 'beside' as const,
      })),
    ),
  ];
  const merged = new Map<string, FlowEdgeFact>();
  for (const one of edges) {
    const key = `${one.from} ${one.to}`;
    const same = merged.get(key);
    merged.set(key, same ? joined(same, one) : one);
  }
  return [...merged.values()];
}

/** The outcome that an end stands for; null for what is no end. */
export function endOf(key: string): string | null {
  return END.test(key) ? key.replace(END, '') : null;
}

function targetsOf(targets: Targets<string>): [key: string, when: string][] {
  return typeof targets === 'string'
    ? [[targets, '']]
    : Object.entries(targets).map(([key, when]) => [key, when ?? '']);
}

function edge(
  from: string,
  to: string,
  outcome: string | null,
  when: string,
  blueprint: ProcessBlueprint,
): FlowEdgeFact {
  const label = outcome === null ? '' : outcomeLabel(blueprint, from, outcome);
  const decision = outcome === null ? undefined : blueprint.steps[from]?.decisions[outcome];
  return {
    from,
    to,
    outcomes: outcome === null ? [] : [outcome],
    label: (label && when ? `${label}（${when}）` : label || when) || null,
    type: decision?.polarity === 'back' ? 'back' : 'forward',
  };
}

function joined(one: FlowEdgeFact, other: FlowEdgeFact): FlowEdgeFact {
  const labels = new Set([one.label, other.label].filter((label) => label !== null));
  return {
    ...one,
    outcomes: [...one.outcomes, ...other.outcomes],
    label: [...labels].join('／') || null,
    type: one.type === other.type ? one.type : 'forward',
  };
}
