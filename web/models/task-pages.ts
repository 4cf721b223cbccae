interface Task {
  kind: string;
  step: string;
  processId: string;
  unitId: string;
}

/** Steps that are worked at on a page of their own: a plain form of fields would say too little. */
const PAGES: Readonly<Record<string, (task: Task) => { to: string; label: string }>> = {
  'inspection.plan': ({ processId }) => ({ to: `/inspections/${processId}/plan`, label: '修改督查方案' }),
  'inspection.visit': ({ processId }) => ({
    to: `/inspections/${processId}?tab=visits`,
    label: '登记实地督查',
  }),
  'inspection.findings': ({ processId }) => ({
    to: `/inspections/${processId}?tab=matrix`,
    label: '填写问题矩阵',
  }),
  'inspection.draft': ({ processId }) => ({
    to: `/inspections/${processId}?tab=circular`,
    label: '起草通报',
  }),
  'evaluation.selfAssess': ({ processId, unitId }) => ({
    to: `/evaluations/${processId}/subjects/${unitId}`,
    label: '打开自评表',
  }),
  'evaluation.object': ({ processId, unitId }) => ({
    to: `/evaluations/${processId}/subjects/${unitId}`,
    label: '看考评结果并答复',
  }),
  'evaluation.review': ({ processId }) => ({ to: `/evaluations/${processId}/review`, label: '打开评审表' }),
  'evaluation.answer': ({ processId }) => ({
    to: `/evaluations/${processId}?tab=objections`,
    label: '逐条答复异议',
  }),
};

/** Where a task is done; undefined: on its own page. */
export const taskPage = (task: Task): { to: string; label: string } | undefined =>
  PAGES[`${task.kind}.${task.step}`]?.(task);
