import type { DossierView } from '../../../contracts/http/evaluations.js';
import type { Dossier } from './dossiers.service.js';

export function dossierView({ subject, year, standard, points, dimensions }: Dossier): DossierView {
  const gapsOf = (indicators: Dossier['dimensions'][number]['indicators']) =>
    indicators.reduce((sum, { gaps }) => sum + gaps.length, 0);
  return {
    ...{ subject, year, points, standardTitle: standard.title, standardVersion: standard.version },
    gaps: dimensions.flatMap(({ key: dimension, label: dimensionLabel, indicators }) =>
      indicators.flatMap(({ key: indicator, text, gaps }) =>
        gaps.map((gap) => ({ ...gap, dimension, dimensionLabel, indicator, text })),
      ),
    ),
    dimensions: dimensions.map(({ indicators, ...dimension }) => ({
      ...dimension,
      gaps: gapsOf(indicators),
      indicators: indicators.map(({ gaps, ...indicator }) => ({ ...indicator, gaps: gaps.length })),
    })),
  };
}
