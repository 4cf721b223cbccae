import { EVIDENCE_SOURCES, type EvidenceRule } from './evidence.js';

/** How an indicator's points come about, in a sentence. */
export function ruleInWords(rule: EvidenceRule, points: number): string {
  switch (rule.kind) {
    case 'manual':
      return '自行举证，由评审核定';
    case 'presence':
      return `${EVIDENCE_SOURCES[rule.source].label}：有即得${points}分`;
    case 'atLeast':
      return `${EVIDENCE_SOURCES[rule.source].label}：满${rule.n}次得${points}分，不足的按次数折算`;
    case 'share': {
      const steps = rule.steps.map((step) => `${step.percent}%得${step.points}分`);
      return `${EVIDENCE_SOURCES[rule.source].label}：${steps.join('，')}，再低不得分；没有应办事项的得满分`;
    }
  }
}
