import type { Addressing } from '../../domain/circulars/compose.js';
import type { DocumentContent } from '../../domain/documents/document.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf, endOfYear } from '../../domain/time/zone.js';
import {
  composePointsForwarding,
  composePointsNotice,
  type ToldPoint,
} from '../../domain/work-points/compose-notice.js';
import type { PointForm } from '../../domain/work-points/forms.js';
import { officesOf, startBelow, tellAbove, tellReceivedBelow } from '../circulars/cascade.js';
import { addresseesOf } from '../documents/addressees.js';
import { issueDocument } from '../documents/issue-document.js';
import { officeOf, unitsByIds } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { unitsOf } from './draft-points.js';
import { changePointSet, insertPointSet, pointSetOf, type PointSetRow } from './set.store.js';
import { supervisePoints } from './settle.js';
import { startPoints } from './start-points.js';

/**
 * The signature: the notice gets its number and goes to the points' units and the lower offices, each point begins, each lower office gets
 * its own to split. Where everything was declared 无本级任务 there is nothing to issue.
 *
 * @throws Refusal NO_OFFICE, DOCUMENT_RULE, CLASSIFIED_CONTENT
 */
export async function issuePoints(context: EffectContext): Promise<void> {
  const { manager, process } = context;
  const set = await pointSetOf(manager, process.id);
  const points = set.draftedPoints ?? [];
  const offices = await officesOf(context, set.regionCodes);
  if (points.length > 0) {
    const office = await officeOf(manager, process.regionCode);
    if (!office) throw new Refusal('NO_OFFICE');
    const recipients = unitsOf(points).filter((id) => id !== office.id);
    const content = await compose(context, set, points, office, recipients);
    const document = await issueDocument(context, {
      content,
      main: [...recipients, ...offices.map(({ id }) => id)],
      copies: set.copyUnitIds,
    });
    await changePointSet(manager, process.id, { documentId: document.id });
    await startPoints(context, points);
    await startBelow(context, offices, {
      kind: 'workPoints',
      title: process.title,
      async write({ process: { id: processId, regionCode } }) {
        const came = {
          fromSetId: process.id,
          source: 'forwarded',
          sourceDocument: document.content,
        } as const;
        await insertPointSet(manager, { processId, regionCode, launchedDrafted: false, ...came });
        return { fromAbove: true, drafted: false };
      },
    });
  } else await tellReceivedBelow(manager, process, context.now);
  await supervisePoints(context);
  await tellAbove(context);
}

async function compose(
  { manager, now, process }: EffectContext,
  { source, sourceDocument, opinions, copyUnitIds, regionCodes }: PointSetRow,
  points: readonly PointForm[],
  office: { name: string },
  recipients: readonly string[],
): Promise<DocumentContent> {
  const units = await unitsByIds(manager, [...unitsOf(points), ...copyUnitIds]);
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? '';
  const date = civilDateOf(now);
  const addressing: Addressing = {
    issuer: office.name,
    recipients: await addresseesOf(manager, process.regionCode, { unitIds: recipients, regionCodes }, date),
    copies: copyUnitIds.map(nameOf),
    date,
  };
  const told: ToldPoint[] = points.map(({ leadUnitIds, cooperatingUnitIds, limitDate, ...point }) => ({
    ...point,
    leads: leadUnitIds.map(nameOf),
    cooperating: cooperatingUnitIds.map(nameOf),
    limitDate: limitDate ?? endOfYear(process.year),
  }));
  return source === 'forwarded' && sourceDocument
    ? composePointsForwarding(addressing, sourceDocument, told, opinions)
    : composePointsNotice(addressing, process.title, told, opinions);
}
