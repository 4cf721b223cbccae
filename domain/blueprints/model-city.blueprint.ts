import { defineBlueprint } from './blueprint.js';
import { NAMING_OUTCOMES, namingFlow, namingSteps, recommendStep } from './naming.js';

/** 双拥模范城（县）创建命名: lower regions apply, or the office names the candidates (丰都2020年双拥工作要点 四（二）, 固原 2023 督查通报 三（三）). */
export const modelCity = defineBlueprint({
  kind: 'modelCity',
  launch: { by: 'office', once: 'each', form: 'modelCityLaunch' },
  version: 1,
  label: '双拥模范城（县）创建命名',
  article: '丰都2020年双拥工作要点 四（二）',
  legalDatesOf: 'presentYear',
  steps: namingSteps(
    recommendStep({
      label: '申报',
      ask: '对照条件申报双拥模范城（县），写明创建情况；本次不申报的也要报。',
      decisions: {
        applied: { label: '申报', polarity: 'positive', form: 'honourApplication' },
        none: { label: '本次不申报', polarity: 'positive' },
      },
    }),
  ),
  outcomes: NAMING_OUTCOMES,
  flow: namingFlow(['applied', 'none']),
});
