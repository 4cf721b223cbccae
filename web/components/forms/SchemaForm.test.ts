// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { ApiProblem } from '../../api/problem.js';
import type { FormValue } from '../../models/form-fields.js';
import SchemaForm from './SchemaForm.vue';

vi.mock('../../api/client.js', () => {
  const items: Record<string, object[]> = {
    '/api/v1/units': [{ id: 'u1', name: '双江自治县教育体育局', shortName: '县教育体育局', kind: 'member' }],
    '/api/v1/positions': [{ positionId: 'p1', unit: '县领导小组', title: '组长', people: ['甲'] }],
  };
  return {
    api: { GET: async (path: string) => ({ data: { items: items[path] ?? [], nextCursor: null } }) },
    data: async (answer: Promise<{ data: unknown }>) => (await answer).data,
  };
});

/** The form in a page that holds what is typed. */
async function form(schema: string, entered: FormValue = {}) {
  const value = ref<FormValue>(entered);
  const problem = ref<ApiProblem>();
  const page = mount(
    defineComponent(
      () => () =>
        h(SchemaForm, {
          schema,
          modelValue: value.value,
          problem: problem.value,
          context: { region: '530925' },
          'onUpdate:modelValue': (typed: FormValue) => (value.value = typed),
        }),
    ),
    { attachTo: document.body },
  );
  await vi.dynamicImportSettled();
  await flushPromises();
  const refuse = async (field: string, detail: string) => {
    problem.value = new ApiProblem(detail, 400, 'INVALID_FIELD', [{ field, detail }]);
    await flushPromises();
  };
  const labels = () => page.findAll('.el-form-item__label, legend').map((label) => label.text());
  const press = async (text: string) => {
    const button = page
      .findAll('button')
      .find((one) => one.text() === text || one.attributes('aria-label') === text);
    await button!.trigger('click');
    await flushPromises();
  };
  return { page, value, refuse, labels, press };
}

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('a form of the API', () => {
  test('is there in Chinese; what is emptied is left out of it', async () => {
    const { page, value, labels } = await form('ResultBody');
    expect(labels()[0]).toBe('办理结果');
    const [result, reason] = page.findAll('textarea');
    await result!.setValue('已建成停车场');
    await reason!.setValue('x');
    await reason!.setValue('');
    expect(value.value).toEqual({ result: '已建成停车场' });
  });

  test('asks only for what belongs to what was chosen', async () => {
    const { page, labels } = await form('CircularLaunchBody', { circularKind: 'typical' });
    const before = labels().length;
    await page.findAll('input[type=radio]')[0]!.setValue(true);
    expect(labels()).toHaveLength(before - 1);
  });

  test('lists grow, move and shrink, and keep what was typed', async () => {
    const { page, value, press } = await form('CircularOpinionsBody', {
      opinions: [{ title: '一', text: '甲' }],
    });
    await press('添加一项');
    await page.findAll('section input').at(-1)!.setValue('二');
    await press('第 2 项上移');
    expect(value.value).toEqual({ opinions: [{ title: '二' }, { title: '一', text: '甲' }] });
    await press('删去第 1 项');
    expect(value.value).toEqual({ opinions: [{ title: '一', text: '甲' }] });
  });

  test('shows a refusal at its field, opens the folded entry around it and takes the focus there', async () => {
    const opinions = Array.from({ length: 6 }, (_, index) => ({ title: `意见${index}`, text: '内容' }));
    const { page, value, refuse } = await form('CircularOpinionsBody', { opinions });
    expect(page.findAll('section input')).toHaveLength(0);
    expect(page.findAll('.fold')[4]!.text()).toContain('意见4');
    await refuse('form.opinions[4].title', '小标题太长');
    const field = page.get('.el-form-item.is-error');
    await vi.waitFor(() => expect(field.text()).toContain('小标题太长'));
    expect(document.activeElement).toBe(field.get('input').element);
    expect(value.value).toEqual({ opinions });
  });

  test('a part is there when something stands in it, and gone when nothing does', async () => {
    const { page, value } = await form('DirectionBody', { instruction: '限期办结' });
    const measures = page.get('fieldset textarea');
    await measures.setValue('改由县里办');
    expect(value.value).toEqual({ instruction: '限期办结', plan: { measures: '改由县里办' } });
    await measures.setValue('');
    expect(value.value).toEqual({ instruction: '限期办结' });
  });

  test('names what a draft holds as ids', async () => {
    const plan = await form('PlanBody', { leadUnitId: 'u1' });
    expect(plan.page.text()).toContain('县教育体育局');
    const assign = await form('AssignBody', { claimerPositionId: 'p1' });
    expect(assign.page.text()).toContain('县领导小组 · 组长');
  });

  test('times are those of the clock in +08:00, wherever the browser is', async () => {
    const { page, value } = await form('PostponementBody', { startsAt: '2027-05-12T09:00+08:00' });
    const input = page.get<HTMLInputElement>('input[type=datetime-local]');
    expect(input.element.value).toBe('2027-05-12T09:00');
    await input.setValue('2027-05-13T10:30');
    expect(value.value).toEqual({ startsAt: '2027-05-13T10:30+08:00' });
  });

  test('the form of a launch is the one of what is launched', async () => {
    const { labels } = await form('AnnualMendBody', {
      entries: [{ key: 'c:1', remedy: 'relaunch', kind: 'circular' }],
    });
    await vi.dynamicImportSettled();
    await flushPromises();
    expect(labels()).toContain('通报标题');
  });
});
