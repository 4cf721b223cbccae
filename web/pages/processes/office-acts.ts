import { api, data } from '../../api/client.js';
import { keyed } from '../../composables/use-command.js';

/** What the office may do with a whole process. */
export const OFFICE_ACTS = {
  pause: { label: '挂起', hint: '时限停止计算，不催办、不督办、不能办理。双拥办主任办理，理由记入过程。' },
  resume: { label: '恢复', hint: '各项时限按停止的时间顺延，下面列出会移到哪一天。' },
  terminate: { label: '终止', hint: '不再办理，过程记录保留。双拥办主任办理，理由记入过程。' },
  withdraw: { label: '撤回事项', hint: '撤回本单位提出、尚无人认领的事项。' },
  join: { label: '单位加入', hint: '年中加入的单位补报清单。' },
  leave: { label: '单位退出', hint: '未办结的事项移交承接单位。' },
} as const;

export type OfficeAct = keyof typeof OFFICE_ACTS;

export interface OfficeEntry {
  reason: string;
  untilDate: string;
  withChildren: boolean;
  keepLegalDates: boolean;
  children: 'goOn' | 'end';
  unitId: string | undefined;
  deadline: string;
  successorUnitId: string | undefined;
}

export const emptyEntry = (): OfficeEntry => ({
  reason: '',
  untilDate: '',
  withChildren: true,
  keepLegalDates: false,
  children: 'goOn',
  unitId: undefined,
  deadline: '',
  successorUnitId: undefined,
});

/** Total: an act that isn't sent does not compile. */
export const SEND: Record<OfficeAct, (key: string, id: string, entry: OfficeEntry) => Promise<object>> = {
  pause: (key, id, { reason, untilDate, withChildren }) =>
    data(
      api.POST('/api/v1/processes/{id}/pause', {
        params: { path: { id }, header: keyed(key) },
        body: { reason, withChildren, ...(untilDate ? { untilDate } : {}) },
      }),
    ),
  resume: (key, id, { reason, keepLegalDates }) =>
    data(
      api.POST('/api/v1/processes/{id}/resumption', {
        params: { path: { id }, header: keyed(key) },
        body: { reason, keepLegalDates },
      }),
    ),
  terminate: (key, id, { reason, children }) =>
    data(
      api.POST('/api/v1/processes/{id}/termination', {
        params: { path: { id }, header: keyed(key) },
        body: { reason, children },
      }),
    ),
  withdraw: (key, id, { reason }) =>
    data(
      api.POST('/api/v1/processes/{id}/withdrawal', {
        params: { path: { id }, header: keyed(key) },
        body: { reason },
      }),
    ),
  join: (key, id, { unitId, deadline }) =>
    data(
      api.POST('/api/v1/processes/{id}/participants', {
        params: { path: { id }, header: keyed(key) },
        body: { unitId: unitId ?? '', ...(deadline ? { deadline } : {}) },
      }),
    ),
  leave: (key, id, { unitId, reason, successorUnitId }) =>
    data(
      api.POST('/api/v1/processes/{id}/participants/{unitId}/departure', {
        params: { path: { id, unitId: unitId ?? '' }, header: keyed(key) },
        body: { reason, ...(successorUnitId ? { successorUnitId } : {}) },
      }),
    ),
};
