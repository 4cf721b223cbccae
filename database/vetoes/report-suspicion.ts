import type { EntityManager } from 'typeorm';
import type { Subject } from '../../domain/organisation/subject.js';
import { yearOf } from '../../domain/time/zone.js';
import { titleOfEvent } from '../../domain/vetoes/words.js';
import { appendAudit } from '../audit/audit-log.js';
import { startProcess } from '../processes/start-process.js';
import { processIdOf } from '../steps/ids.js';
import { lockProcess } from '../steps/step.store.js';
import { refuseToCome, type VetoSuspicion } from './start-veto-event.js';
import { subjectName } from './subject-name.js';
import { insertVetoEvent } from './veto-event.store.js';
import { runningWatch } from './watch.store.js';

export interface Reporter {
  personId: string;
  unitId: string;
}

/**
 * A suspicion that somebody of the region's units reports between the quarters: it is verified at once, it does not wait for a quarter's end.
 * Who reported it stands in the table for the office and in no record that its subject may come to read.
 *
 * @param submission what the report follows from, so that a repeated one finds it
 * @throws Refusal DATE_IN_FUTURE at `happenedDate`
 */
export async function reportSuspicion(
  manager: EntityManager,
  regionCode: string,
  { personId, unitId }: Reporter,
  {
    subject,
    item,
    happenedOn,
    account,
  }: Pick<VetoSuspicion, 'item' | 'happenedOn' | 'account'> & {
    subject: Subject;
  },
  submission: string,
  now: Date,
): Promise<string> {
  refuseToCome(happenedOn, now, 'happenedDate');
  const businessKey = `vetoEvent:${regionCode}:${processIdOf(submission)}`;
  const id = processIdOf(businessKey);
  const watchId = await runningWatch(manager, regionCode, yearOf(now));
  await startProcess(
    manager,
    {
      kind: 'vetoEvent',
      businessKey,
      regionCode,
      year: yearOf(now),
      title: titleOfEvent(await subjectName(manager, subject), item),
      ...(watchId === null ? {} : { parentId: watchId }),
      async write() {
        const event = { id, regionCode, subject, item, happenedOn, account, sourceId: watchId };
        await insertVetoEvent(
          manager,
          { ...event, reportedByUnitId: unitId, reportedByPersonId: personId },
          now,
        );
        return {};
      },
    },
    null,
    now,
  );
  if (watchId !== null) await noteInWatch(manager, watchId, id, now);
  return id;
}

async function noteInWatch(
  manager: EntityManager,
  watchId: string,
  eventId: string,
  now: Date,
): Promise<void> {
  const watch = await lockProcess(manager, watchId);
  if (watch)
    await appendAudit(manager, now, [
      { head: watch.head, facts: [{ kind: 'vetoReported', actor: null, body: { eventId } }] },
    ]);
}
