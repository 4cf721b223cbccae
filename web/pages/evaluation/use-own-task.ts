import { computed, ref } from 'vue';
import { api, data, type Schemas } from '../../api/client.js';
import { keyed, useCommand } from '../../composables/use-command.js';
import { useDraft } from '../../composables/use-draft.js';
import { useLoad } from '../../composables/use-load.js';
import type { FormValue } from '../../models/form-fields.js';
import { draftFrom } from '../../models/task-draft.js';

/** My open task in a step of a process, with what I have typed into it so far; undefined where nobody asks me. */
export function useMyTask(processId: string, ...steps: string[]) {
  return useLoad(async () => {
    const process = await data(api.GET('/api/v1/processes/{id}', { params: { path: { id: processId } } }));
    const mine = process.steps
      .filter(({ key }) => steps.includes(key))
      .flatMap(({ waitingFor }) => waitingFor)
      .find((one) => one.mine);
    if (!mine) return { process, task: undefined };
    const path = { id: mine.assignmentId };
    const task = await data(api.GET('/api/v1/assignments/{id}', { params: { path } }));
    return { process, task: task.state === 'open' ? task : undefined };
  });
}

/** A decision with its form, kept on the server while it is typed, as the task's own page keeps it. */
export function useDecision(task: Schemas['AssignmentView'], decision: string) {
  const kept = draftFrom(task.draft);
  const draft = ref(kept);
  const decided = ref(false);
  const { drop, status, failed } = useDraft(task.assignmentId as string, draft, () => !decided.value);
  const command = useCommand((key, form: object | undefined, chosen: string) =>
    data(
      api.POST('/api/v1/assignments/{id}/acts', {
        params: { path: { id: task.assignmentId as string }, header: keyed(key) },
        body: { action: 'decide', decision: chosen, ...(form ? { form } : {}) } as Schemas['ActBody'],
      }),
    ),
  );
  return {
    kept: kept.forms[decision] as unknown,
    keep: (form: object) => {
      draft.value = {
        ...draft.value,
        decision,
        forms: { ...draft.value.forms, [decision]: form as FormValue },
      };
    },
    async submit(form: object | undefined, chosen = decision): Promise<boolean> {
      if (!(await command.run(form, chosen))) return false;
      decided.value = true;
      drop();
      return true;
    },
    busy: command.busy,
    problem: command.problem,
    status: computed(() => status.value),
    failed,
  };
}
