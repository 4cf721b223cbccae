import { Body, Controller, Delete, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountRequest, LoginAccountView, SessionsRevoked } from '../../../contracts/http/access.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { AccountsService } from './accounts.service.js';
import { SessionsService } from './sessions.service.js';

/** What a system administrator does with other people's accounts. */
@ApiTags('access')
@Roles('systemAdministrator')
@Controller('people/:personId')
export class PeopleAccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
  ) {}

  @Put('account')
  @ApiOperation({ summary: '为某人开设账号，或重设其登录名和密码' })
  @ApiOkResponse({ type: LoginAccountView })
  put(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('personId') personId: string,
    @Body() body: AccountRequest,
  ): Promise<LoginAccountView> {
    return this.accounts.put(principal, personId, body);
  }

  @Delete('sessions')
  @ApiOperation({ summary: '使某人的所有登录失效' })
  @ApiOkResponse({ type: SessionsRevoked })
  revoke(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('personId') personId: string,
  ): Promise<SessionsRevoked> {
    return this.sessions.revokeAllOf(principal, personId);
  }
}
