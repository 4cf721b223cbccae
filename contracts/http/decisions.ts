import { ApiProperty } from '@nestjs/swagger';
import { TextField } from './field.js';
import { PageOf, PageQuery } from './page.js';

export class DecisionQuery extends PageQuery {
  @TextField({ max: 50, optional: true, description: '只看这个环节', example: 'solve' })
  step?: string;
}

/** What somebody signed in a process, with the form that went with it. */
export class DecidedRow {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty({ example: 'solve' }) step!: string;
  @ApiProperty() stepLabel!: string;
  @ApiProperty({ description: '该环节的第几轮' }) round!: number;
  @ApiProperty() unit!: string;
  @ApiProperty() position!: string;
  @ApiProperty({ description: '实际签署人' }) by!: string;
  @ApiProperty({ type: String, nullable: true, description: '代谁签署' }) actingFor!: string | null;
  @ApiProperty({ format: 'date-time' }) decidedAt!: string;
  @ApiProperty({ description: '处理意见' }) decisionLabel!: string;
  @ApiProperty({ type: String, nullable: true }) opinion!: string | null;
  @ApiProperty({ type: Object, nullable: true, description: '表单的字段（JSON Schema）；没有表单的为 null' })
  form!: object | null;
  @ApiProperty({ type: Object, nullable: true, description: '已提交的表单' }) submitted!: object | null;
  @ApiProperty() late!: boolean;
}

export class DecidedPage extends PageOf(DecidedRow, '最近的在前') {}
