import { defineBlueprint } from './blueprint.js';
import { NAMING_OUTCOMES, namingFlow, namingSteps, recommendStep } from './naming.js';

/** 命名表彰 of model units and people (丰都2020年双拥工作要点 四（一）: 精心组织模范单位和个人评选推荐). */
export const commendation = defineBlueprint({
  kind: 'commendation',
  launch: { by: 'office', once: 'each', form: 'commendationLaunch' },
  version: 1,
  label: '双拥命名表彰',
  article: '丰都2020年双拥工作要点 四（一）',
  legalDatesOf: 'presentYear',
  steps: namingSteps(
    recommendStep({
      label: '组织推荐',
      ask: '在名额之内推荐模范单位、先进个人，写明主要事迹；没有推荐的也要报。',
      decisions: {
        recommended: { label: '推荐', polarity: 'positive', form: 'honourRecommendation' },
        none: { label: '没有推荐', polarity: 'positive' },
      },
    }),
  ),
  outcomes: NAMING_OUTCOMES,
  flow: namingFlow(['recommended', 'none']),
});
