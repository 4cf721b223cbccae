import { computed, ref } from 'vue';
import type { ProcessKind } from '../../domain/blueprints/index.js';
import { currentUser } from '../api/session.js';
import { launchRegion } from '../models/launching.js';

/** Whether the reader may launch a kind of process, where, and whether its dialog is open. */
export function useLaunch(kind: ProcessKind) {
  const region = computed(() => launchRegion(currentUser.value?.positions ?? [], kind));
  return { region, open: ref(false) };
}
