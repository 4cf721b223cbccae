import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { civilDateOf } from '../../../domain/time/zone.js';
import { api, data, type Schemas } from '../../api/client.js';
import { problemOf, type ApiProblem } from '../../api/problem.js';
import { serverNow } from '../../api/transport.js';
import { useKept } from '../../composables/use-kept.js';
import { findingsAt, openFindings, withDay } from '../../models/campaign/findings.js';

export type PlanForm = Schemas['CampaignLaunchFormBody'];
export type Finding = Schemas['FindingView'];

export interface FieldNote {
  text: string;
  isError: boolean;
}

interface KeptPlan {
  regionCode: string;
  from: string;
  form: PlanForm | null;
  acknowledged: string[];
  /** The rehearsal that was ordered of it. */
  rehearsalId?: string | undefined;
}

/** A pause in typing after which the plan is looked at again. */
const PAUSE_MS = 500;

/** The plan of a campaign between its draft and its launch: kept over a reload, checked after each change. */
export function usePlan(regionCode: string) {
  const kept = useKept<KeptPlan>('campaign', () => ({
    regionCode,
    from: civilDateOf(serverNow()),
    form: null,
    acknowledged: [],
  }));
  const state = kept.value;
  const findings = shallowRef<readonly Finding[]>([]);
  const problem = shallowRef<ApiProblem>();
  const busy = ref(false);
  /** The plan has changed since it was last looked at. */
  const stale = ref(false);
  let latest = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(waiting));

  async function ask(work: () => Promise<void>): Promise<void> {
    busy.value = true;
    problem.value = undefined;
    try {
      await work();
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      busy.value = false;
    }
  }

  const draft = () =>
    ask(async () => {
      const { regionCode: region, from } = state.value;
      const view = await data(
        api.GET('/api/v1/campaigns/draft', { params: { query: { regionCode: region, from } } }),
      );
      findings.value = view.findings;
      state.value = { ...state.value, form: view.form, acknowledged: [] };
    });

  const check = () =>
    ask(async () => {
      clearTimeout(waiting);
      const { regionCode: region, form } = state.value;
      if (!form) return;
      const mine = ++latest;
      const view = await data(
        api.POST('/api/v1/campaigns/check', { body: { regionCode: region, form: sent(form) } }),
      );
      if (mine !== latest) return;
      findings.value = view.findings;
      stale.value = false;
    });

  watch(
    () => state.value.form,
    (form) => {
      clearTimeout(waiting);
      if (!form) return;
      stale.value = true;
      waiting = setTimeout(() => void check(), PAUSE_MS);
    },
    { deep: true },
  );
  if (state.value.form) void check();

  const open = computed(() => openFindings(findings.value, state.value.acknowledged));
  return {
    state,
    findings,
    problem,
    busy,
    stale,
    open,
    found: kept.found && state.value.form !== null,
    forget: kept.forget,
    draft,
    check,
    /** What is to be said at a field of the form: of the check, or of a refusal. A confirmed warning is not said again. */
    at(field: string): FieldNote[] {
      const said = findingsAt(findings.value, field)
        .filter(({ id }) => !state.value.acknowledged.includes(id))
        .map(({ message, mend, severity }) => ({ text: `${message}${mend}`, isError: severity === 'error' }));
      const refused = problem.value?.errors.filter((error) => error.field === field) ?? [];
      return [...said, ...refused.map(({ detail }) => ({ text: detail, isError: true }))];
    },
    mend(where: string, day: string): void {
      if (state.value.form) state.value.form = withDay(state.value.form, where, day);
    },
    acknowledge(id: string, yes: boolean): void {
      const others = state.value.acknowledged.filter((one) => one !== id);
      state.value.acknowledged = yes ? [...others, id] : others;
    },
    /** The body of the launch. */
    body(): Schemas['CampaignBody'] | undefined {
      const { regionCode: region, form, acknowledged } = state.value;
      return form ? { regionCode: region, form: { ...sent(form), acknowledged } } : undefined;
    },
  };
}

/** Without what was left empty: a day that is not there is no text. */
function sent(form: PlanForm): PlanForm {
  return {
    ...form,
    stages: form.stages.map(({ handInDate, ...stage }) => ({
      ...stage,
      ...(handInDate ? { handInDate } : {}),
    })),
    actions: form.actions.map(({ leadUnitId, ...action }) => ({
      ...action,
      ...(leadUnitId ? { leadUnitId } : {}),
    })),
  };
}

export type Plan = ReturnType<typeof usePlan>;

/** Id of the input at a field: `form.stages[1].fromDate` → `form-stages-1-fromDate`. */
export const inputId = (field: string): string => field.replace(/\W+/g, '-').replace(/-$/, '');
