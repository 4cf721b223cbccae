import { Injectable } from '@nestjs/common';
import type { InspectionDraftView, InspectionListsView } from '../../../contracts/http/inspections.js';
import { namesOf } from '../../../database/circulars/circular.store.js';
import { circularDraftOf } from '../../../database/inspections/circular-draft.js';
import { ownTask } from '../../../database/inspections/inspection.repository.js';
import { circularOf } from '../../../database/inspections/issue-circular.js';
import { frozenLists } from '../../../database/inspections/lists.store.js';
import { targetsOf } from '../../../database/inspections/target.store.js';
import { personName } from '../../../database/organisation/person.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { LISTS } from '../../../domain/inspection/figures.js';
import { civilDateOf, formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { signerIn } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import { wholeInspection, type SeenInspection } from './visible-inspection.js';

/** The circular before it is signed, and the frozen lists it counts by. */
@Injectable()
export class CircularDraftService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND, also until the findings were entered */
  async draft(principal: Principal, id: string): Promise<InspectionDraftView> {
    const { manager } = this.database;
    const now = this.database.now();
    const { process, inspection } = await wholeInspection(manager, principal, id);
    const draft = await circularDraftOf(manager, id);
    if (!draft) throw new Refusal('NOT_FOUND');
    const { composed, placeholders } = draft;
    const kept = inspection.draft ?? {
      title: `关于${process.title}情况的通报`,
      text: composed,
      copyUnitIds: [],
    };
    const positions = signerIn(principal, 'inspection').positions.map((position) => position.id);
    return {
      ...{ composed, placeholders, title: kept.title, text: kept.text },
      version: inspection.draftVersion,
      savedAt: formatInstantOrNull(inspection.draftSavedAt),
      savedBy: await personName(manager, inspection.draftSavedBy),
      copies: (await namesOf(manager, kept.copyUnitIds)).map(({ id: unitId, name, shortName }) => ({
        ...{ id: unitId, name, shortName },
      })),
      receiptDate: kept.receiptDate ?? null,
      assignmentId: await ownTask(manager, id, 'draft', positions),
      document:
        (await this.issued(inspection.documentId)) ??
        (await this.preview({ process, inspection }, draft, kept, now)),
    };
  }

  /** @throws Refusal NOT_FOUND, also until the findings were entered */
  async lists(principal: Principal, id: string): Promise<InspectionListsView> {
    const { manager } = this.database;
    const { inspection } = await wholeInspection(manager, principal, id);
    if (inspection.frozenAt === null) throw new Refusal('NOT_FOUND');
    const lists = await frozenLists(manager, id, inspection.frozenAt);
    return {
      frozenAt: formatInstant(inspection.frozenAt),
      lists: lists.map(({ key, sha256, rows }) => ({
        ...{ key, sha256, label: LISTS[key], count: rows.length },
        rows: rows.map(({ targetSeq, name, value }) => ({ targetSeq, name, value })),
      })),
    };
  }

  private async issued(documentId: string | null): Promise<object | null> {
    const [document]: { content: object }[] = await this.database.manager.query(
      `select content from document where id = $1 and state = 'issued'`,
      [documentId],
    );
    return document?.content ?? null;
  }

  private async preview(
    { process }: Pick<SeenInspection, 'process' | 'inspection'>,
    draft: NonNullable<Awaited<ReturnType<typeof circularDraftOf>>>,
    kept: Parameters<typeof circularOf>[2],
    now: Date,
  ): Promise<object> {
    const { manager } = this.database;
    const targets = await targetsOf(manager, process.id, civilDateOf(now));
    const { content } = await circularOf({ manager, now, process: process as never }, draft, kept, targets);
    return content;
  }
}
