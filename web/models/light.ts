import type { Light } from '../../domain/time/light.js';

export interface LightWords {
  label: string;
  /** A shape beside the colour: colours alone don't tell everybody. */
  mark: string;
}

export const LIGHTS: Record<Light, LightWords> = {
  green: { label: '正常', mark: '●' },
  yellow: { label: '临期', mark: '▲' },
  red: { label: '逾期', mark: '■' },
  grey: { label: '挂起', mark: '‖' },
};
