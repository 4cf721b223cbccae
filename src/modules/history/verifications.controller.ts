import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { VerificationRequest, VerificationView } from '../../../contracts/http/history.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { OwnAccount, Roles } from '../../http/roles.js';
import { VerificationsService } from './verifications.service.js';

/** A verification only reads, however it is asked for: the guard must not take it for a change an auditor makes. */
const ChangesNothing = OwnAccount;

@ApiTags('history')
@Controller('audit/verifications')
export class VerificationsController {
  constructor(private readonly verifications: VerificationsService) {}

  @Post()
  @HttpCode(200)
  @ChangesNothing()
  @Roles('auditor', 'office', 'systemAdministrator')
  @ApiOperation({ summary: '核验过程记录：逐条重算，指出第一条被改动、删除或插入的记录' })
  @ApiOkResponse({ type: VerificationView })
  verify(
    @CurrentPrincipal() principal: Principal,
    @Body() body: VerificationRequest,
  ): Promise<VerificationView> {
    return this.verifications.verify(principal, body);
  }
}
