import { computed } from 'vue';
import { api, data } from '../../api/client.js';
import { blueprint } from '../../api/blueprints.js';
import { useLoad } from '../../composables/use-load.js';
import type { Option } from '../../models/form-fields.js';

/** What of a process can be changed: its open steps, whom they wait for, how they can end, what it has planned. */
export function useChangeTarget(processId: string) {
  const path = { id: processId };
  const process = useLoad(async () => {
    const found = await data(api.GET('/api/v1/processes/{id}', { params: { path } }));
    const [{ steps }, planned] = await Promise.all([blueprint(found.kind), plannedOf(found.kind, processId)]);
    return { found, steps, planned };
  });
  const target = process.value;
  const open = computed(() => target.value?.found.steps.filter(({ state }) => state === 'open') ?? []);

  const steps = computed<Option[]>(() =>
    open.value.map(({ id, label, round }) => ({
      value: id,
      label: round > 1 ? `${label}（第 ${round} 轮）` : label,
    })),
  );
  const assignments = (stepId?: string): Option[] =>
    open.value
      .filter(({ id }) => stepId === undefined || id === stepId)
      .flatMap(({ label, waitingFor }) =>
        waitingFor.map(({ assignmentId, unit, position }) => ({
          value: assignmentId,
          label: `${label}：${unit} ${position}`,
        })),
      );
  const outcomes = (stepId?: string): Option[] => {
    const key = open.value.find(({ id }) => id === stepId)?.key;
    const decisions = target.value?.steps.find((step) => step.key === key)?.decisions ?? [];
    return decisions.map(({ key: value, label }) => ({ value, label }));
  };
  const planned = computed<Option[]>(() => target.value?.planned ?? []);
  return { ...process, steps, assignments, outcomes, planned };
}

/** Years and campaigns have days of their own that an order can move. */
async function plannedOf(kind: string, id: string): Promise<Option[]> {
  const path = { id };
  if (kind === 'annualCycle') {
    const { entries } = await data(api.GET('/api/v1/annual-cycles/{id}', { params: { path } }));
    return entries
      .filter(({ state }) => state === 'planned' || state === 'failed')
      .map(({ key, title, date }) => ({ value: key, label: `${title}（${date}）` }));
  }
  if (kind === 'campaign') {
    const { stages } = await data(api.GET('/api/v1/campaigns/{id}', { params: { path } }));
    return stages
      .filter(({ closedAt }) => closedAt === null)
      .map(({ key, title, fromDate, toDate }) => ({
        value: `stage:${key}`,
        label: `${title}（${fromDate} 至 ${toDate}）`,
      }));
  }
  return [];
}
