import type {
  DocumentView,
  IncomingFileView,
  IncomingView,
  RecipientView,
} from '../../../contracts/http/documents.js';
import type { DocumentRow, RecipientRow } from '../../../database/documents/document.repository.js';
import type { IncomingFileRow } from '../../../database/documents/incoming-file.repository.js';
import type { IncomingRow } from '../../../database/documents/incoming.repository.js';
import { DOCUMENT_LABELS } from '../../../domain/documents/document.js';
import { formatInstant } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { postInOffice } from './document-scope.js';

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

export function incomingView(
  { regionCode, officeName, registeredAt, files, ...row }: IncomingRow,
  principal: Principal,
): IncomingView {
  return {
    ...row,
    region: regionCode,
    office: officeName,
    registeredAt: formatInstant(registeredAt),
    files: files.map(incomingFileView),
    mayChangeFiles: postInOffice(principal, regionCode) !== undefined,
  };
}

export function incomingFileView(row: IncomingFileRow): IncomingFileView {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.mediaType,
    size: row.size,
    textChecked: row.textChecked,
    uploadedBy: row.uploadedBy,
    removedBy: row.removedBy,
    removedReason: row.removedReason,
    sha256: row.sha256.toString('hex'),
    uploadedAt: formatInstant(row.uploadedAt),
    removedAt: row.removedAt && formatInstant(row.removedAt),
  };
}
