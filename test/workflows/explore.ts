import type { ProcessBlueprint, StepBlueprint } from '../../domain/blueprints/blueprint.js';
import type { Procedure } from '../../workflows/kit/process.js';
import { PROCEDURES } from '../../workflows/procedures.js';
import { walk } from './walk.js';

/** Outcomes that a step may end with. `withdrawn` comes when the decision before it was taken back. */
export const outcomesOf = ({ decisions, share, atDeadline, overtaken }: StepBlueprint): string[] => [
  ...(share ? [share.passed, share.failed] : Object.keys(decisions)),
  ...(atDeadline ? [atDeadline.outcome] : []),
  ...(overtaken ? [overtaken.outcome] : []),
];

/** Inputs beside the plain one, where a procedure begins in more than one way. */
const INPUTS: Partial<Record<keyof typeof PROCEDURES, object[]>> = {
  needItem: [{ reportedUp: false }, { reportedUp: true }, { reportedUp: false, arranged: true }],
  topicalConsultation: [{ drafted: true }, { drafted: false }],
  coordinationMatter: ['flash', 'urgent', 'ordinary'].map((urgency) => ({ urgency })),
  circular: [
    { circularKind: 'important', dereliction: false, fromAbove: false },
    { circularKind: 'important', dereliction: false, fromAbove: true },
    { circularKind: 'keyWork', dereliction: false, fromAbove: false },
    { circularKind: 'typical', dereliction: false, fromAbove: false },
    { circularKind: 'typical', dereliction: true, fromAbove: false },
  ],
  workPoints: [
    { fromAbove: false, drafted: true },
    { fromAbove: false, drafted: false },
    { fromAbove: true, drafted: false },
  ],
  // The first report is asked for at once.
  workPoint: [{ begunOn: '2026-12-31', reportsFrom: ['2026-12-17T01:00:00.000Z'] }],
};

/** Every process with its procedure and the inputs it may begin with. */
export const procedures = Object.entries(PROCEDURES).map(
  ([kind, procedure]): [string, Procedure<string, never>, object[]] => [
    kind,
    procedure,
    (INPUTS[kind as keyof typeof PROCEDURES] ?? [{}]).map((own) => ({ processId: 'x', year: 2027, ...own })),
  ],
);

export interface Explored {
  input: object;
  script: string[];
  path: string[];
  end: string | null;
  /** What the script's last word decided: input, step, outcome. */
  choice: string;
}

/** All scripts that open a new step or take a new decision, found breadth first; each is run from the beginning. */
export async function explore(
  procedure: Procedure<string, never>,
  blueprint: ProcessBlueprint,
  input: object,
  further: (key: string) => string[] = () => ['withdrawn'],
): Promise<Explored[]> {
  const explored: Explored[] = [];
  const taken = new Set<string>();
  const queue: { script: string[]; choice: string }[] = [{ script: [], choice: '' }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { script, choice } = next;
    const { path, end } = await walk(procedure, input, script);
    explored.push({ input, script, path, end, choice });
    if (end !== null) continue;
    const key = path.at(-1) as string;
    for (const outcome of [...outcomesOf(blueprint.steps[key] as StepBlueprint), ...further(key)]) {
      const wanted = `${JSON.stringify(input)} ${key} ${outcome}`;
      if (taken.has(wanted)) continue;
      taken.add(wanted);
      queue.push({ script: [...script, outcome], choice: wanted });
    }
  }
  return explored;
}
