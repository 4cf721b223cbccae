import { ApiProperty, OmitType } from '@nestjs/swagger';
import { CHAIN_PROBLEM_KINDS, type ChainProblemKind } from '../../domain/history/chain-problem.js';
import { FACT_KINDS } from '../../domain/history/fact-kinds.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { ChoiceField, DateField, TextField, UuidField } from './field.js';
import { PageOf, PageQuery } from './page.js';

export class HistoryQuery extends PageQuery {
  @TextField({ max: 50, optional: true, description: `只看这一种：${FACT_KINDS.join('、')}` })
  kind?: string;

  @TextField({ max: 50, optional: true, description: '只看这个环节', example: 'solve' })
  step?: string;

  @TextField({ max: 50, optional: true, description: '姓名、职务或单位里的文字，按当时的' })
  who?: string;

  @DateField({ optional: true, description: '从哪一天起' })
  from?: CivilDate;

  @DateField({ optional: true, description: '到哪一天止，含当日' })
  to?: CivilDate;
}

export class HistoryExportQuery extends OmitType(HistoryQuery, ['limit', 'cursor'] as const) {
  @ChoiceField({ choices: ['xlsx', 'csv'], optional: true, description: '文件格式，默认 xlsx' })
  format: 'xlsx' | 'csv' = 'xlsx';
}

/** Names as they were at that moment. */
export class HistoryActor {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty()
  personName!: string;

  @ApiProperty({ example: '联络员' })
  positionTitle!: string;

  @ApiProperty()
  unitName!: string;

  @ApiProperty({ type: String, nullable: true, description: '代谁办理' })
  actingFor!: string | null;
}

export class HistoryEntry {
  @ApiProperty({ description: '在本流程记录中的序号，从 1 起，不间断' })
  seq!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: '记录种类', example: 'decided' })
  kind!: string;

  @ApiProperty({ description: '种类的名称', example: '办理' })
  kindLabel!: string;

  @ApiProperty({ type: String, nullable: true, example: 'solve' })
  step!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '办理' })
  stepLabel!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: '该环节的第几轮' })
  round!: number | null;

  @ApiProperty({ type: HistoryActor, nullable: true, description: '系统自动进行的为 null' })
  actor!: HistoryActor | null;

  @ApiProperty({ description: '一句话说明' })
  sentence!: string;

  @ApiProperty({ type: Object, nullable: true, description: '年度通报定格的数据；其他记录为 null' })
  figures!: object | null;
}

export class HistoryPage extends PageOf(HistoryEntry, '最近的在前') {}

export class VerificationRequest {
  @UuidField({ optional: true, description: '只核验这一个流程；不填则核验本人范围内的全部' })
  processId?: string;
}

export class ChainProblemView {
  @ApiProperty({ enum: CHAIN_PROBLEM_KINDS })
  kind!: ChainProblemKind;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  processId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '流程名称' })
  processTitle!: string | null;

  @ApiProperty({ description: '第一条有问题的记录；封存有问题的为封存序号' })
  seq!: number;

  @ApiProperty({ description: '只能确定到一段的，为这一段的末尾；否则与 seq 相同' })
  through!: number;

  @ApiProperty({ description: '一句话说明' })
  sentence!: string;
}

export class VerificationView {
  @ApiProperty({ description: '没有发现问题' })
  whole!: boolean;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: '核验了多少条记录' })
  entries!: number;

  @ApiProperty({ description: '核验了多少条链（一个流程一条）' })
  chains!: number;

  @ApiProperty({ description: '核验了多少次封存' })
  seals!: number;

  @ApiProperty({ type: ChainProblemView, nullable: true })
  problem!: ChainProblemView | null;
}
