import type { Dimension } from '../../domain/evaluation/dimensions.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { endOfDay, type CivilDate } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { startChildren } from '../processes/start-children.js';
import { insertRectifications, lastSeqOf } from './rectification.store.js';

/** A problem that was found with one subject. */
export interface Problem {
  subject: Subject;
  dimension: Dimension;
  title: string;
  detail: string;
  /** What the finder asks for; empty: the subject decides. */
  measuresAsked: string;
  /** Last day on which it is mended in time, +08:00. */
  limitDate: CivilDate;
  /** The document and number it stands in, for people. */
  sourceRef: string;
}

/**
 * Each problem becomes a process of its own, child of the one that found it, in the same transaction. The caller is told by the notice
 * `rectified` (once) when none is open any more; with no problems nobody tells it anything.
 *
 * @returns their ids, in order
 */
export async function startRectifications(
  context: EffectContext,
  problems: readonly Problem[],
): Promise<string[]> {
  const { manager, process, record } = context;
  const ids = await startChildren(context, {
    kind: 'rectification',
    before: await lastSeqOf(manager, process.id),
    rows: problems.map(({ limitDate, ...problem }) => ({
      ...problem,
      sourceId: process.id,
      limitAt: endOfDay(limitDate),
    })),
    insert: insertRectifications,
  });
  if (ids.length > 0) record({ kind: 'rectificationsStarted', body: { items: ids } });
  return ids;
}
