import { computed, shallowRef, type Ref } from 'vue';
import { serverNow } from '../../api/transport.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import { useKept } from '../../composables/use-kept.js';
import * as corrections from '../../models/work-points/corrections.js';
import { missingIn, toConfirmIn } from '../../models/work-points/open-matters.js';
import { newIssue, type Issue } from '../../models/work-points/points-form.js';
import { draftOf, type DraftPoint, type PointsDraft } from '../../models/work-points/points-draft.js';
import type { Schemas } from '../../api/client.js';

export interface NewPoints {
  stage: 'notice' | 'check' | 'issue';
  regionCode: string;
  year: number;
  text: string;
  draft: PointsDraft | null;
  issue: Issue;
}

const MOST_UNDONE = 20;

/** The work from a pasted notice to its launch, kept over a reload. Structural changes can be taken back as long as the page is open. */
export function usePointsDraft(regionCode: string) {
  const today = civilDateOf(serverNow());
  const kept = useKept<NewPoints>('work-points', () => ({
    stage: 'notice',
    regionCode,
    year: Number(today.slice(0, 4)),
    text: '',
    draft: null,
    issue: newIssue(),
  }));
  const state: Ref<NewPoints> = kept.value;
  const undone = shallowRef<PointsDraft[]>([]);

  /** A change that takes away or moves points: can be taken back. */
  function restructure(change: (draft: PointsDraft) => PointsDraft): void {
    const { draft } = state.value;
    if (!draft) return;
    const changed = change(draft);
    if (changed === draft) return;
    undone.value = [...undone.value, draft].slice(-MOST_UNDONE);
    state.value.draft = changed;
  }

  return {
    state,
    today,
    found: kept.found && state.value.text !== '',
    forget: kept.forget,
    missing: computed(() => (state.value.draft ? missingIn(state.value.draft, today) : [])),
    toConfirm: computed(() => (state.value.draft ? toConfirmIn(state.value.draft) : [])),
    canUndo: computed(() => undone.value.length > 0),

    read(preview: Schemas['NoticePreview']): void {
      state.value.text = preview.text;
      state.value.draft = draftOf(preview, state.value.year, today);
      state.value.stage = 'check';
      undone.value = [];
    },
    change(key: string, change: Partial<DraftPoint>): void {
      if (state.value.draft) state.value.draft = corrections.changePoint(state.value.draft, key, change);
    },
    settle(name: string, unitIds: string[]): void {
      if (state.value.draft) state.value.draft = corrections.settleName(state.value.draft, name, unitIds);
    },
    split: (key: string, at: number) => restructure((draft) => corrections.splitPoint(draft, key, at)),
    merge: (key: string) => restructure((draft) => corrections.mergeWithPrevious(draft, key)),
    remove: (key: string) => restructure((draft) => corrections.removePoint(draft, key)),
    add: (key?: string) => restructure((draft) => corrections.addAfter(draft, key)),
    renumber: () => restructure(corrections.renumber),
    undo(): void {
      const last = undone.value.at(-1);
      if (!last) return;
      undone.value = undone.value.slice(0, -1);
      state.value.draft = last;
    },
  };
}

export type PointsWork = ReturnType<typeof usePointsDraft>;
