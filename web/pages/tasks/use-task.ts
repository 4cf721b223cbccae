import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { ElMessage } from 'element-plus';
import 'element-plus/es/components/message/style/css';
import { api, data, type Schemas } from '../../api/client.js';
import { hasRole } from '../../api/session.js';
import { useEvents } from '../../api/events.js';
import { keyed, useCommand } from '../../composables/use-command.js';
import { useLoad } from '../../composables/use-load.js';
import { ACTS, type Beside } from '../../models/acts.js';

/** One task and its process, kept fresh; what happens when it has been acted upon. */
export function useTask(id: string) {
  const router = useRouter();
  let asked: Promise<Schemas['AssignmentView']>;
  const task = useLoad(
    () => (asked = data(api.GET('/api/v1/assignments/{id}', { params: { path: { id } } }))),
  );
  const process = useLoad(async () => {
    const { processId } = await asked;
    return data(api.GET('/api/v1/processes/{id}', { params: { path: { id: processId } } }));
  });
  const reload = () => Promise.all([task.load(), process.load()]);
  /** A dialog that is open, and for which task: a signer's or one's own. */
  const dialog = ref<{ action: Beside; assignmentId: string }>();

  const acknowledge = useCommand((key) =>
    data(
      api.POST('/api/v1/assignments/{id}/acts', {
        params: { path: { id }, header: keyed(key) },
        body: { action: 'acknowledge' },
      }),
    ),
  );

  async function sign(): Promise<void> {
    if (!(await acknowledge.run())) return;
    ElMessage.success('已签收');
    await reload();
  }

  /** On to what is owed next, the most urgent first; home when nothing is. */
  async function next(done: string): Promise<void> {
    const inbox = await data(
      api.GET('/api/v1/inbox', { params: { query: { box: 'owed', limit: 2 } } }),
    ).catch(() => undefined);
    const other = inbox?.items.find(({ assignmentId }) => assignmentId !== null && assignmentId !== id);
    ElMessage.success(
      other ? `${done}，下一项：${other.process} · ${other.stepLabel}` : `${done}，没有其他要办的事`,
    );
    await router.push(other ? `/tasks/${other.assignmentId}` : '/');
  }

  async function acted(action: Beside): Promise<void> {
    dialog.value = undefined;
    if (ACTS[action].leaves) return next(`已${ACTS[action].label}`);
    ElMessage.success(`已${ACTS[action].label}`);
    await reload();
  }

  const actions = computed(() => task.value.value?.actions ?? []);
  const step = computed(() => process.value.value?.steps.find((one) => one.id === task.value.value?.stepId));
  useEvents(['work'], () => void reload());
  return {
    task,
    process,
    step,
    reload,
    dialog,
    acknowledge,
    sign,
    next,
    acted,
    may: (action: string) => actions.value.includes(action),
    mayUrge: hasRole('office', 'leader'),
  };
}
