import { computed, ref, watch } from 'vue';
import { ElMessage } from 'element-plus';
import 'element-plus/es/components/message/style/css';
import { api, data } from '../../api/client.js';
import { useEvents } from '../../api/events.js';
import { serverNow } from '../../api/transport.js';
import { keyed, useCommand } from '../../composables/use-command.js';
import { useLoad } from '../../composables/use-load.js';
import {
  bodyOf,
  draftOf,
  merged,
  type Matrix,
  type MatrixDraft,
} from '../../models/inspections/matrix-draft.js';

const PAUSE_MS = 900;

/**
 * The matrix, saved on the server while it is entered. Somebody who saves meanwhile is not overwritten: his version is fetched, mine put on
 * top of it, and saved again.
 */
export function useMatrix(id: string) {
  const path = { id };
  const loaded = useLoad(() => data(api.GET('/api/v1/inspections/{id}/matrix', { params: { path } })));
  const draft = ref<MatrixDraft>({ findings: [], checks: [] });
  /** What the server and I last agreed on. */
  let seen: MatrixDraft = { findings: [], checks: [] };
  const pending = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const text = (one: MatrixDraft) => JSON.stringify(one);

  const version = ref(0);
  /** Who saved last, and when. */
  const saved = ref({ by: '', at: '' });
  function agreeOn(matrix: Matrix): void {
    seen = draftOf(matrix);
    version.value = matrix.version;
    saved.value = { by: matrix.savedBy ?? '', at: matrix.savedAt ?? '' };
  }

  watch(loaded.value, (matrix) => {
    // An answer that was on its way while I saved is older than what I saved.
    if (!matrix || pending.value || matrix.version < version.value) return;
    agreeOn(matrix);
    draft.value = draftOf(matrix);
  });
  watch(
    draft,
    () => {
      if (loaded.value.value?.editable !== true || text(draft.value) === text(seen)) return;
      pending.value = true;
      clearTimeout(timer);
      timer = setTimeout(() => void save(), PAUSE_MS);
    },
    { deep: true },
  );

  useEvents(['process', 'work'], () => void (pending.value || loaded.load()), id);

  const putting = useCommand((key, body: ReturnType<typeof bodyOf>) =>
    data(
      api.PUT('/api/v1/inspections/{id}/matrix', {
        params: { path, header: keyed(key) },
        body: body as never,
      }),
    ),
  );

  /** @returns whether everything that was entered is on the server */
  async function save(): Promise<boolean> {
    clearTimeout(timer);
    const matrix = loaded.value.value;
    if (!matrix) return false;
    const sent = JSON.parse(text(draft.value)) as MatrixDraft;
    const body = bodyOf(sent, { targets: matrix.targets, version: version.value });
    const answer = await putting.run(body);
    if (answer) {
      seen = sent;
      version.value = answer.version;
      saved.value = { by: '您', at: serverNow().toISOString() };
      pending.value = text(draft.value) !== text(sent);
      return pending.value ? save() : true;
    }
    if (putting.problem.value?.code !== 'FINDINGS_CHANGED') return false;
    const theirs = await data(api.GET('/api/v1/inspections/{id}/matrix', { params: { path } }));
    draft.value = merged(seen, draft.value, draftOf(theirs));
    agreeOn(theirs);
    ElMessage.info(`${theirs.savedBy ?? '有人'}刚刚也存了一版，已并在一起`);
    return save();
  }

  const entering = useCommand((key, body: ReturnType<typeof bodyOf>) =>
    data(
      api.POST('/api/v1/assignments/{id}/acts', {
        params: { path: { id: loaded.value.value?.assignmentId ?? '' }, header: keyed(key) },
        body: { action: 'decide', decision: 'entered', form: body as never },
      }),
    ),
  );
  /** 汇总完成. @returns whether it was taken */
  async function enter(): Promise<boolean> {
    if (pending.value && !(await save())) return false;
    const matrix = loaded.value.value;
    if (!matrix) return false;
    const body = bodyOf(draft.value, { targets: matrix.targets, version: version.value });
    if (!(await entering.run(body))) return false;
    await loaded.load();
    return true;
  }

  return {
    matrix: loaded.value,
    loading: loaded.loading,
    load: loaded.load,
    problem: computed(() => loaded.problem.value ?? putting.problem.value ?? entering.problem.value),
    draft,
    pending,
    saved,
    entering: entering.busy,
    save,
    enter,
  };
}
