import type { components } from '../../api/schema.js';
import { helpersOf, leadsOf, type PointsDraft } from './points-draft.js';

type Form = components['schemas']['WorkPointsLaunchBody'];

/** Where the points come from, and to whom they go beside their units. */
export interface Issue {
  source: 'own' | 'forwarded';
  issuer: string;
  documentNumber: string;
  sourceTitle: string;
  copyUnitIds: string[];
  regionCodes: string[];
  receiptDate: string;
}

export const newIssue = (): Issue => ({
  source: 'own',
  issuer: '',
  documentNumber: '',
  sourceTitle: '',
  copyUnitIds: [],
  regionCodes: [],
  receiptDate: '',
});

/** The draft as it is launched. */
export function launchForm(draft: PointsDraft, issue: Issue): Form {
  const forwarded = issue.source === 'forwarded';
  return {
    title: draft.title.trim(),
    source: issue.source,
    ...(forwarded
      ? {
          issuer: issue.issuer.trim(),
          documentNumber: issue.documentNumber.trim(),
          sourceTitle: issue.sourceTitle.trim(),
          ...(draft.text.length <= 40_000 && draft.text.trim() !== '' ? { sourceText: draft.text } : {}),
        }
      : {}),
    points: draft.points.map((point) => ({
      number: point.number.trim(),
      section: point.section.slice(0, 200),
      title: point.title.trim(),
      text: point.text.trim(),
      leadUnitIds: leadsOf(draft, point),
      cooperatingUnitIds: helpersOf(draft, point),
      ...(point.limitDate === '' ? {} : { limitDate: point.limitDate }),
      quantities: [...new Set(point.quantities.map((one) => one.trim().slice(0, 200)))]
        .filter((one) => one !== '')
        .slice(0, 20),
      ...(point.repliesOptional ? { repliesOptional: true } : {}),
    })),
    opinions: draft.opinions.filter(({ text }) => text.trim() !== ''),
    copyUnitIds: issue.copyUnitIds,
    regionCodes: issue.regionCodes,
    ...(issue.receiptDate === '' ? {} : { receiptDate: issue.receiptDate }),
  };
}

/** Which point a refused field lies in: `form.points[3].limitDate` is the fourth. */
export function pointOfField(draft: PointsDraft, field: string): string | undefined {
  const index = /^form\.points\[(\d+)\]/.exec(field)?.[1];
  return index === undefined ? undefined : draft.points[Number(index)]?.key;
}
