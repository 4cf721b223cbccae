import { BEGIN, endOf, type FlowEdgeFact, type FlowNodeFact } from './flow.js';

/** One round of a step, as the tables have it. */
export interface StepRound {
  id: string;
  key: string;
  openedAt: Date;
  closedAt: Date | null;
  outcome: string | null;
}

export interface ProcessStanding {
  launchedAt: Date;
  endedAt: Date | null;
  outcome: string | null;
  steps: readonly StepRound[];
}

/** What takes a process back, or ends it from outside: no edge says so. */
const UNDOING = /^(withdrawn|cancelled|terminated|return:.*)$/;

export type NodeState = 'done' | 'current' | 'notYet' | 'notTaken';

export interface FlowState {
  nodes: ReadonlyMap<string, NodeState>;
  /** In the order of the edges: whether the process came that way. */
  taken: readonly boolean[];
}

/** Where a process stands in its picture, by what its steps say. */
export function flowState(
  nodes: readonly FlowNodeFact[],
  edges: readonly FlowEdgeFact[],
  standing: ProcessStanding,
): FlowState {
  const { steps, endedAt, outcome } = standing;
  const roundsOf = (key: string): StepRound[] => steps.filter((step) => step.key === key);

  /** Nobody had to do it: the process went on by whichever way it has. */
  const isSkipped = (key: string, outcome: string): boolean =>
    !UNDOING.test(outcome) && !edges.some(({ from, outcomes }) => from === key && outcomes.includes(outcome));

  const mayNeverCome = (to: string): boolean => nodes.some(({ key, ifAny }) => key === to && ifAny);

  /** Instants at which an edge could be taken. */
  const causes = ({ from, to, outcomes }: FlowEdgeFact): number[] => {
    if (from === BEGIN) return [standing.launchedAt.getTime()];
    const node = nodes.find(({ key }) => key === from);
    if (node?.type === 'wait') return entered(from);
    return roundsOf(from)
      .filter(
        ({ outcome }) =>
          outcome !== null && (outcomes.includes(outcome) || (isSkipped(from, outcome) && !mayNeverCome(to))),
      )
      .map(({ closedAt }) => closedAt?.getTime() ?? 0);
  };
  /** Instants from which something was waited for. */
  const entered = (wait: string): number[] =>
    edges.filter(({ to, type }) => to === wait && type !== 'beside').flatMap(causes);
  const arrivals = (to: string): number[] => {
    const end = endOf(to);
    if (end !== null) return endedAt && outcome === end ? [endedAt.getTime()] : [];
    return roundsOf(to).map(({ openedAt }) => openedAt.getTime());
  };

  const taken = edges.map((edge) => {
    const { from, to, type } = edge;
    if (type === 'beside') return arrivals(to).length > 0 && (from === BEGIN || reached(from));
    const node = nodes.find(({ key }) => key === to);
    if (node?.type === 'wait' && !node.ifAny) return causes(edge).length > 0;
    // What may never come shows by what follows from it.
    if (node?.type === 'wait') return isFollowed(to);
    return arrivals(to).some((at) => {
      const own = causeOf(edge, at);
      const others = edges.filter((one) => one.to === to && one.type !== 'beside' && one !== edge);
      return own !== null && others.every((other) => (causeOf(other, at) ?? -Infinity) <= own);
    });
  });

  /** A step that was over at once is not why it began itself. */
  function causeOf(edge: FlowEdgeFact, at: number): number | null {
    return latest(causes(edge), mayNeverCome(edge.from) ? at - 1 : at);
  }
  function reached(key: string): boolean {
    return roundsOf(key).length > 0 || entered(key).length > 0;
  }
  /** Whether something began because what was waited for came. */
  function isFollowed(wait: string): boolean {
    const since = Math.min(...entered(wait));
    const next = edges.filter(({ from }) => from === wait).map(({ to }) => to);
    return next.some((to) => roundsOf(to).length > 1 && arrivals(to).some((at) => at >= since));
  }
  /** Waited for since, and nothing that follows it has begun. */
  function isWaiting(wait: string): boolean {
    const since = Math.max(...entered(wait));
    if (!Number.isFinite(since)) return false;
    const next = edges.filter(({ from, type }) => from === wait && type !== 'beside').map(({ to }) => to);
    return !next.some((to) => arrivals(to).some((at) => at >= since) || entered(to).some((at) => at > since));
  }

  const stateOf = (node: FlowNodeFact): NodeState | null => {
    if (node.type === 'begin') return 'done';
    if (node.type === 'end') return arrivals(node.key).length > 0 ? 'done' : null;
    if (node.type === 'step') {
      const rounds = roundsOf(node.key);
      if (rounds.some(({ closedAt }) => closedAt === null)) return 'current';
      return rounds.length > 0 ? 'done' : null;
    }
    if (node.ifAny) return entered(node.key).length > 0 && isFollowed(node.key) ? 'done' : null;
    if (entered(node.key).length === 0) return null;
    if (endedAt) return 'done';
    return isWaiting(node.key) ? 'current' : 'done';
  };

  const states = new Map(nodes.map((node) => [node.key, stateOf(node)]));
  // From what is under way, or from where the main line stopped last.
  const from = nodes.filter(({ key, beside }) => states.get(key) === 'current' && !beside);
  const last = [...steps]
    .filter(({ closedAt }) => closedAt !== null)
    .sort((a, b) => (a.closedAt as Date).getTime() - (b.closedAt as Date).getTime())
    .filter(({ key }) => nodes.some((node) => node.key === key && !node.beside))
    .at(-1);
  const starts = endedAt ? [] : from.length > 0 ? from.map(({ key }) => key) : [last?.key ?? BEGIN];
  const ahead = reachable(starts, edges);
  return {
    taken,
    nodes: new Map(
      nodes.map(({ key }) => [key, states.get(key) ?? (ahead.has(key) ? 'notYet' : 'notTaken')]),
    ),
  };
}

/** The latest of these instants that is not after `at`. */
function latest(instants: readonly number[], at: number): number | null {
  const before = instants.filter((instant) => instant <= at);
  return before.length > 0 ? Math.max(...before) : null;
}

function reachable(starts: readonly string[], edges: readonly FlowEdgeFact[]): Set<string> {
  const found = new Set<string>();
  const queue = [...starts];
  for (let key = queue.pop(); key !== undefined; key = queue.pop())
    for (const { from, to } of edges)
      if (from === key && !found.has(to)) {
        found.add(to);
        queue.push(to);
      }
  return found;
}
