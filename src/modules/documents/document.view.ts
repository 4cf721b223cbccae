import type { DocumentView, IncomingView, RecipientView } from '../../../contracts/http/documents.js';
import type { DocumentRow, RecipientRow } from '../../../database/documents/document.repository.js';
import type { IncomingRow } from '../../../database/documents/incoming.repository.js';
import { DOCUMENT_LABELS } from '../../../domain/documents/document.js';
import { formatInstant } from '../../../domain/time/zone.js';

export function documentView(row: DocumentRow): DocumentView {
  return {
    id: row.id,
    kind: row.kind,
    kindLabel: DOCUMENT_LABELS[row.kind],
    number: row.number,
    title: row.title,
    issuer: row.officeName,
    region: row.regionCode,
    year: row.year,
    serial: row.serial,
    processId: row.processId,
    process: row.processTitle,
    state: row.state,
    issuedAt: formatInstant(row.issuedAt),
    issuedBy: row.issuedBy,
    asked: row.asked,
    received: row.received,
    voidReason: row.voidReason,
    voidedAt: row.voidedAt && formatInstant(row.voidedAt),
    voidedBy: row.voidedBy,
  };
}

export function recipientView({ receivedAt, ...row }: RecipientRow): RecipientView {
  return { ...row, receivedAt: receivedAt && formatInstant(receivedAt) };
}

export function incomingView({ regionCode, officeName, registeredAt, ...row }: IncomingRow): IncomingView {
  return { ...row, region: regionCode, office: officeName, registeredAt: formatInstant(registeredAt) };
}
