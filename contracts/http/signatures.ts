import { ApiProperty } from '@nestjs/swagger';

/** Pictures travel as they are. */
export const SIGNATURE_BODY = 'image/png';

export class SignatureImageView {
  @ApiProperty({ description: '像素' }) width!: number;
  @ApiProperty({ description: '像素' }) height!: number;
  @ApiProperty({ description: '图片内容的 SHA-256，十六进制' }) sha256!: string;
  @ApiProperty({ format: 'date-time' }) uploadedAt!: string;
}

/** Whether a decision is still the one that was signed. */
export class SignatureView {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty({ description: '办理人' }) personName!: string;
  @ApiProperty({ type: String, nullable: true, description: '代谁签署' }) actingFor!: string | null;
  @ApiProperty() positionTitle!: string;
  @ApiProperty() unitName!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: '所签内容的 SHA-256，十六进制；null 表示办理时尚未留存签名',
  })
  signedHash!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: '内容与签名图片一起的 SHA-256；没有图片的为 null',
  })
  signatureHash!: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: '现在的内容与签署时一致' })
  contentMatches!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, description: '签名图片与签署时一致；没有图片的为 null' })
  pictureMatches!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, description: '内容、图片都一致；未留存签名的为 null' })
  valid!: boolean | null;
}
