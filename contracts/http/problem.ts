import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CATALOGUE, type RefusalCode } from '../../domain/errors/catalogue.js';

/** One field that was filled in wrongly. */
export class FieldProblem {
  @ApiProperty({ description: '字段路径', example: 'items[2].title' })
  field!: string;

  @ApiProperty({ description: '错误代码', example: 'INVALID_FIELD' })
  code!: RefusalCode;

  @ApiProperty({ description: '给人看的说明', example: '“事项第 3 项的事项名称”填写有误：不能为空。' })
  detail!: string;
}

/** Every "no" of the API, as `application/problem+json` (RFC 9457). */
export class Problem {
  @ApiProperty({ example: 'urn:yushui:problem:INVALID_FIELD' })
  type!: string;

  @ApiProperty({ description: '错误种类', example: '请求有误' })
  title!: string;

  @ApiProperty({ example: 400 })
  status!: number;

  @ApiProperty({ enum: Object.keys(CATALOGUE), enumName: 'RefusalCode', description: '错误代码，供程序判断' })
  code!: RefusalCode;

  @ApiProperty({ description: '给人看的说明' })
  detail!: string;

  @ApiPropertyOptional({ description: '有误的（第一个）字段', example: 'items[2].title' })
  field?: string;

  @ApiPropertyOptional({ type: [FieldProblem], description: '所有有误的字段' })
  errors?: FieldProblem[];

  @ApiProperty({ description: '请求编号，报给管理员可查日志' })
  traceId!: string;
}
