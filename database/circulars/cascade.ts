import type { EntityManager } from 'typeorm';
import type { SourceDocument } from '../../domain/circulars/compose.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { appendAudit } from '../audit/audit-log.js';
import { officeOf, type UnitRow } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { enqueue } from '../processes/outbox.repository.js';
import { startProcess } from '../processes/start-process.js';
import { lockProcess } from '../steps/step.store.js';
import { insertCircular } from './circular.store.js';

/** Notice to a circular's workflow: every lower office it was forwarded to has signed for it, or will not any more. */
export const RECEIVED_BELOW = 'receivedBelow';

/** The offices of the chosen regions that work with the product; the others are reached on paper. */
export async function officesOf(
  { manager, now }: Pick<EffectContext, 'manager' | 'now'>,
  regionCodes: readonly string[],
): Promise<UnitRow[]> {
  const offices: UnitRow[] = [];
  for (const code of [...regionCodes].sort()) {
    const office = await officeOf(manager, code, civilDateOf(now));
    if (office) offices.push(office);
  }
  return offices;
}

/** Gives each lower office a circular of its own: 省 → 市 → 县, each with its own opinions, receipts and deadlines. */
export async function startBelow(
  { manager, now, process, actor, record }: EffectContext,
  offices: readonly UnitRow[],
  document: SourceDocument,
): Promise<void> {
  for (const { regionCode } of offices) {
    const child = await startProcess(
      manager,
      {
        kind: 'circular',
        businessKey: `circular:${regionCode}:from:${process.id}`,
        regionCode,
        year: process.year,
        title: document.title,
        parentId: process.id,
        async write(context) {
          await insertCircular(manager, {
            processId: context.process.id,
            regionCode,
            circularKind: 'important',
            source: document,
          });
          return { circularKind: 'important', dereliction: false, fromAbove: true };
        },
      },
      actor,
      now,
    );
    if (child) record({ kind: 'forwardedBelow', body: { to: regionCode, processId: child.id } });
  }
  if (offices.length === 0) await tellReceivedBelow(manager, process.id, now);
}

/** Lower circulars whose office has not signed for the document yet and still could. */
export async function outstandingBelow(manager: EntityManager, processId: string): Promise<number> {
  const [row]: { n: number }[] = await manager.query(
    `select count(*)::int as n from process p join circular c on c.process_id = p.id
     where p.parent_id = $1 and p.state = 'running'
       and not exists (select 1 from step s where s.process_id = p.id and s.key = 'receive' and s.outcome is not null)`,
    [processId],
  );
  return row?.n ?? 0;
}

/**
 * Tells the upper office's circular, in its own record, that this one was signed for or has ended. The lower process's lock is held; the
 * upper one's is taken after it, always in this order.
 */
export async function tellAbove(context: EffectContext, received: boolean): Promise<void> {
  const { manager, now, process, actor } = context;
  if (process.parentId === null) return;
  const above = await lockProcess(manager, process.parentId);
  if (above?.kind !== 'circular') return;
  if (received) {
    const [rows]: [{ document_id: string; number: string; title: string; unit_id: string }[], number] =
      await manager.query(
        `update document_recipient r set received_at = $3, received_by = $4 from document d, unit u
         where d.id = r.document_id and d.process_id = $1 and u.id = r.unit_id and u.kind = 'office' and u.region_code = $2
           and r.received_at is null
         returning r.document_id, d.number, d.title, r.unit_id`,
        [above.id, process.regionCode, now, actor?.personId ?? null],
      );
    const facts = rows.map(({ document_id: documentId, number, title, unit_id: unitId }) => ({
      kind: 'documentReceived',
      actor,
      body: { documentId, number, title, unitId },
    }));
    if (facts.length > 0) await appendAudit(manager, now, [{ head: above.head, facts }]);
  }
  // This one's own step is closed only after its effects.
  const others = await manager.query<{ n: number }[]>(
    `select count(*)::int as n from process p
     where p.parent_id = $1 and p.kind = 'circular' and p.id <> $2 and p.state = 'running'
       and not exists (select 1 from step s where s.process_id = p.id and s.key = 'receive' and s.outcome is not null)`,
    [above.id, process.id],
  );
  if (above.state === 'running' && others[0]?.n === 0) await tellReceivedBelow(manager, above.id, now);
}

async function tellReceivedBelow(manager: EntityManager, processId: string, now: Date): Promise<void> {
  const payload = { name: RECEIVED_BELOW, id: processId };
  await enqueue(manager, now, [
    { kind: 'signal', workflowId: `circular:${processId}`, signal: 'notice', payload },
  ]);
}
