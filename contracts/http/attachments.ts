import { ApiProperty } from '@nestjs/swagger';
import { TextField } from './field.js';

/** Files travel as they are; what they really are is found out from their content. */
export const FILE_BODY = 'application/octet-stream';

export class AttachmentQuery {
  @TextField({ max: 300, description: '文件名，带扩展名', example: '办理情况说明.docx' })
  name!: string;
}

export class AttachmentView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  processId!: string;

  @ApiProperty({ format: 'uuid' })
  assignmentId!: string;

  @ApiProperty({ example: 'solve' })
  step!: string;

  @ApiProperty()
  stepLabel!: string;

  @ApiProperty({ description: '哪个单位的任务' })
  unitName!: string;

  @ApiProperty({ example: '办理情况说明.docx' })
  name!: string;

  @ApiProperty({ example: 'application/pdf' })
  mediaType!: string;

  @ApiProperty({ description: '字节数' })
  size!: number;

  @ApiProperty({ description: '内容的 SHA-256，十六进制；过程记录里是同一个值' })
  sha256!: string;

  @ApiProperty({ description: '上传人' })
  uploadedBy!: string;

  @ApiProperty({ format: 'date-time' })
  uploadedAt!: string;

  @ApiProperty({
    description:
      '是否检查过全部正文有无涉密标志。图片，以及有整页扫描、没有文字或字体编码认不出的 PDF、OFD 为 false，须由上传人自行把关',
  })
  textChecked!: boolean;
}

export class AttachmentList {
  @ApiProperty({ type: [AttachmentView] })
  items!: AttachmentView[];
}
