import type {
  ComesNextView,
  FlowEdge,
  FlowNode,
  FlowView,
  ProcessFlowView,
} from '../../../contracts/http/flow.js';
import type { ProcessBlueprint } from '../../../domain/blueprints/blueprint.js';
import { layOut, type FlowPlace } from '../../../domain/blueprints/flow-layout.js';
import { flowState, type ProcessStanding } from '../../../domain/blueprints/flow-state.js';
import { flowEdges, flowNodes, type FlowNodeFact } from '../../../domain/blueprints/flow.js';
import { outcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { OWNER_WORDS, RULE_WORDS } from '../../../domain/blueprints/words.js';
import { describeDeadline } from '../../../domain/time/deadline.js';

export function flowView(blueprint: ProcessBlueprint): FlowView {
  const nodes = flowNodes(blueprint);
  const edges = flowEdges(blueprint);
  const { layers, rows, places, edges: drawn } = layOut(nodes, edges);
  return {
    kind: blueprint.kind,
    label: blueprint.label,
    version: blueprint.version,
    layers,
    rows,
    nodes: nodes.map((node) => nodeView(blueprint, node, places.get(node.key) ?? { layer: 0, row: 0 })),
    edges: edges.map(({ from, to, outcomes, label, type }, at): FlowEdge => {
      const line = drawn[at] ?? { type, via: [] };
      return { from, to, outcomes, label, type: line.type, via: line.via };
    }),
  };
}

/** The same with where a process stands. */
export function processFlowView(blueprint: ProcessBlueprint, standing: ProcessStanding): ProcessFlowView {
  const view = flowView(blueprint);
  const state = flowState(flowNodes(blueprint), flowEdges(blueprint), standing);
  return {
    ...view,
    nodes: view.nodes.map((node) => {
      const rounds = standing.steps.filter(({ key }) => key === node.key);
      const last = rounds.at(-1);
      return {
        ...node,
        state: state.nodes.get(node.key) ?? 'notYet',
        rounds: rounds.length,
        stepId: last?.id ?? null,
        outcomeLabel:
          last?.outcome === undefined || last.outcome === null
            ? null
            : outcomeLabel(blueprint, node.key, last.outcome),
      };
    }),
    edges: view.edges.map((edge, at) => ({ ...edge, taken: state.taken[at] === true })),
  };
}

/** Where the decisions of a step lead, and who has it there. */
export function comesNext(blueprint: ProcessBlueprint, step: string): ComesNextView[] {
  const nodes = flowNodes(blueprint);
  return flowEdges(blueprint)
    .filter(({ from, type }) => from === step && type !== 'beside')
    .map(({ to, label }) => {
      const owner = blueprint.steps[to]?.owner;
      return {
        after: label,
        key: to,
        label: nodes.find(({ key }) => key === to)?.label ?? to,
        owner: owner ? OWNER_WORDS[owner] : null,
      };
    });
}

function nodeView(
  blueprint: ProcessBlueprint,
  { key, type, label, beside }: FlowNodeFact,
  { layer, row }: FlowPlace,
): FlowNode {
  const step = type === 'step' ? blueprint.steps[key] : undefined;
  return {
    key,
    type,
    label,
    layer,
    row,
    ask: step?.ask ?? null,
    article: step?.article ?? null,
    owner: step ? OWNER_WORDS[step.owner] : null,
    ruleLabel: step ? RULE_WORDS[step.rule] : null,
    deadline: step ? describeDeadline(step.deadline) : null,
    deadlineIfPast: step?.deadlineIfPast ? describeDeadline(step.deadlineIfPast) : null,
    beside,
    final: step?.final === true,
    returnable: step?.actions.includes('return') === true,
  };
}
