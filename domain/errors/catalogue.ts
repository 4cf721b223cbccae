/** What kind of "no" it is; the API turns the kind into a status, nothing else does. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'tooLarge'
  | 'tooMany'
  | 'unavailable';

/** One catalogue for the whole product: code → kind and the sentence a person reads. `{name}` is filled from the refusal's params. */
export const CATALOGUE = {
  // requests
  INVALID_REQUEST: { kind: 'invalid', message: '请求内容有误，请按提示修改。' },
  INVALID_FIELD: { kind: 'invalid', message: '“{field}”填写有误：{reason}。' },
  UNKNOWN_FIELD: { kind: 'invalid', message: '不认识的字段“{field}”。' },
  INVALID_DATE: { kind: 'invalid', message: '“{field}”不是有效日期，应为 2027-02-28 这样的写法。' },
  INVALID_CURSOR: { kind: 'invalid', message: '翻页标记无效，请从第一页重新查询。' },
  BODY_TOO_LARGE: { kind: 'tooLarge', message: '内容太大，超过了允许的上限。' },
  UNSUPPORTED_MEDIA: { kind: 'invalid', message: '不支持这种内容格式。' },
  NOT_FOUND: { kind: 'notFound', message: '没有找到，或者不在您的范围内。' },
  IDEMPOTENCY_KEY_MISSING: {
    kind: 'invalid',
    message: '缺少请求头 Idempotency-Key（每次提交用一个新的编号，重试时用同一个）。',
  },
  IDEMPOTENCY_KEY_REUSED: {
    kind: 'conflict',
    message: '这个 Idempotency-Key 已用于另一项内容不同的提交，请换一个新的。',
  },
  INTERNAL: {
    kind: 'unavailable',
    message: '系统内部出错，已记录。请稍后再试，或把编号 {traceId} 告诉管理员。',
  },
  UNAVAILABLE: { kind: 'unavailable', message: '系统暂时不可用，请稍后再试。' },
  // Not `unavailable`: the API is well, and everything else of it works.
  ENGINE_SILENT: {
    kind: 'conflict',
    message:
      '流程引擎没有回答，现在不能修复。已办的都在，恢复连接后会自动继续；请联系系统运维人员检查流程引擎。',
  },
  NOT_REPAIRABLE: { kind: 'conflict', message: '{why}' },

  // access
  UNAUTHENTICATED: { kind: 'unauthenticated', message: '请先登录，或登录已失效。' },
  LOGIN_FAILED: { kind: 'unauthenticated', message: '账号或密码不对。' },
  LOGIN_THROTTLED: { kind: 'tooMany', message: '登录尝试过多，请 {seconds} 秒后再试。' },
  FORBIDDEN: { kind: 'forbidden', message: '您的职务没有这项权限。' },
  READ_ONLY_ROLE: { kind: 'forbidden', message: '审计员只能查阅，不能办理。' },
  FOREIGN_PAGE: { kind: 'forbidden', message: '这个请求不是从本系统的页面发出的，没有办理。' },
  SESSION_JUST_RENEWED: { kind: 'conflict', message: '另一个窗口刚刚续上了登录，请重试。' },
  TOO_MANY_WINDOWS: { kind: 'tooMany', message: '同时打开的窗口超过 {most} 个，请关掉一些。' },
  PASSWORD_WEAK: { kind: 'invalid', message: '密码太弱：{reason}。' },

  // steps
  STEP_NOT_OPEN: { kind: 'conflict', message: '这个环节已经结束，不能再办理。' },
  ASSIGNMENT_NOT_OPEN: { kind: 'conflict', message: '这项任务已经办结，不能再办理。' },
  ALREADY_DECIDED: { kind: 'conflict', message: '{who}已先于您在 {at} 办理（{decision}），您无需再办。' },
  NOT_YOUR_TURN: { kind: 'conflict', message: '还没有轮到您办理，请等前面的人办完。' },
  ACKNOWLEDGE_FIRST: { kind: 'conflict', message: '请先签收，再办理。' },
  SIGNER_THERE: { kind: 'conflict', message: '该职务已在这个环节的签署人中。' },
  SIGNER_NESTED: { kind: 'conflict', message: '加签只能再加一层，受委派的人不能再委派或加签。' },
  SIGNER_SIGNED: { kind: 'conflict', message: '已有人替这一项签署，不能再减去。' },
  LAST_SIGNER: { kind: 'conflict', message: '至少要留一位签署人，不能减去最后一位。' },
  CIRCULATION_RESTRICTED: { kind: 'conflict', message: '这件工作只在规定范围内通报，不能送其他人传阅。' },
  CIRCULATION_READ: { kind: 'conflict', message: '对方已阅，不需要再催。' },
  POSITION_OUTSIDE: { kind: 'invalid', message: '只能请本地区的职务办理。' },
  RETURN_TARGET: { kind: 'invalid', message: '不能退回到“{step}”，可退回到：{allowed}。' },
  NOT_YOURS: { kind: 'forbidden', message: '这项任务不属于您的职务。' },
  DECISION_UNKNOWN: { kind: 'invalid', message: '这个环节没有“{decision}”这种处理意见，可选：{allowed}。' },
  ACTION_NOT_OFFERED: { kind: 'conflict', message: '这个环节不能“{action}”。' },
  OPINION_REQUIRED: { kind: 'invalid', message: '请填写意见或理由。' },
  FORM_REQUIRED: { kind: 'invalid', message: '请填写“{field}”。' },
  TRANSFER_OUTSIDE_UNIT: { kind: 'conflict', message: '只能转给本单位的其他职务。' },
  POSITION_VACANT: { kind: 'conflict', message: '该职务目前无人任职。' },
  NOTHING_TO_WITHDRAW: { kind: 'conflict', message: '没有可以撤回的提交，或者已有人接着办理。' },
  URGE_COOLDOWN: { kind: 'tooMany', message: '刚刚催办过，请在 {until} 之后再催。' },
  EXTENSION_PENDING: { kind: 'conflict', message: '已有一份延期申请在等待批准。' },
  EXTENSION_NOT_LATER: { kind: 'invalid', message: '延期后的时限必须晚于现在的时限。' },
  DATE_IN_FUTURE: { kind: 'invalid', message: '“{field}”不能晚于今天。' },
  DATE_IN_PAST: { kind: 'invalid', message: '“{field}”不能早于今天。' },
  REPLIES_OPEN: {
    kind: 'conflict',
    message: '配合单位还没有全部答复：{units}。请先催办；确需先办结的，请写明理由。',
  },
  CLASSIFIED_CONTENT: {
    kind: 'invalid',
    message: '“{field}”含有涉密标志（{mark}）。本系统只处理非涉密工作，内容未保存。',
  },

  // processes
  ALREADY_LAUNCHED: { kind: 'conflict', message: '{region}{year}年的{process}已经启动，不能重复启动。' },
  YEAR_OUT_OF_RANGE: { kind: 'invalid', message: '年度必须在 {from} 至 {to} 之间。' },
  REGION_NOT_READY: { kind: 'conflict', message: '{region}还不能启动：{missing}。' },
  PROCESS_ENDED: { kind: 'conflict', message: '这项工作已经结束。' },
  PROCESS_PAUSED: {
    kind: 'conflict',
    message: '这项工作自 {since} 起挂起（{reason}），恢复之前不能办理。',
  },
  ALREADY_PAUSED: { kind: 'conflict', message: '这项工作已于 {since} 挂起，不能重复挂起。' },
  PROCESS_NOT_PAUSED: { kind: 'conflict', message: '这项工作没有挂起，不需要恢复。' },
  CHANGE_CONFLICT: { kind: 'conflict', message: '第 {number} 项变更不能办理：{why}。' },
  CHANGE_MOVED: { kind: 'conflict', message: '{what}已有变动，原为 {seen}，现为 {present}。' },
  CHANGE_NOTHING: { kind: 'invalid', message: '与现在的一样，没有变更。' },
  UNIT_CHANGE_UNFIT: { kind: 'conflict', message: '“{step}”不能变更单位：{reason}。' },
  STEP_WAIVE_UNFIT: { kind: 'conflict', message: '“{step}”不能由变更单结束：{reason}。' },
  OWN_CHANGE: { kind: 'forbidden', message: '不能审批自己提出的变更，请由其他人办理。' },
  UNIT_OPEN_WORK: {
    kind: 'conflict',
    message: '该单位还有未办结的工作：{works}。请写明接替的单位；各单位报送自己的，在该流程办理单位退出。',
  },
  UNIT_OWES: {
    kind: 'conflict',
    message: '{unit}还有没有销号的整改：{titles}。请写明接替的单位，或者先用变更单交给承担其职责的单位。',
  },
  ITEMS_UNCOMPILED: {
    kind: 'conflict',
    message: '还有 {count} 件已报送的事项没有汇总，请先完成梳理汇总再结转。',
  },
  NO_OFFICE: { kind: 'conflict', message: '本地区没有双拥办，不能行文。' },
  NO_PARENT_OFFICE: { kind: 'conflict', message: '没有上级双拥办，无法上报。' },

  // policies, calendar, ledger
  POLICY_INVALID: { kind: 'invalid', message: '催办督办规则有误：{reason}。' },
  IMPORT_UNREADABLE: { kind: 'invalid', message: '无法读取这个文件，请使用“双清单”事项统计表（xlsx）。' },
  IMPORT_HAS_ERRORS: { kind: 'invalid', message: '表中有 {count} 处错误，没有导入任何内容。' },
  IMPORT_EXPIRED: { kind: 'conflict', message: '预览之后数据有变化，请重新上传预览。' },
  IMPORT_TOO_BIG: { kind: 'tooLarge', message: '文件太大：{reason}。' },
  IMPORT_FORMULA: { kind: 'invalid', message: '单元格里的公式没有结果，请改为直接填写。' },
  IMPORT_MISSING_COLUMN: { kind: 'invalid', message: '表头里没有“{column}”一栏。' },
  FILING_EMPTY: { kind: 'invalid', message: '清单里没有事项；本年没有需求的，请作零报告。' },
  FILING_NOTHING_WITH_ITEMS: { kind: 'invalid', message: '零报告不能带事项（现有 {count} 项）。' },
  FILING_TOO_MANY: { kind: 'invalid', message: '一次最多报送 {max} 项，现有 {count} 项。' },
  ITEM_KIND_UNKNOWN: { kind: 'invalid', message: '{side}没有这个事项类别，应为：{allowed}。' },
  TEXT_LENGTH: { kind: 'invalid', message: '“{field}”应为 {min} 至 {max} 个字，现有 {length} 个字。' },
  TEXT_CONTROL_CHARACTER: { kind: 'invalid', message: '“{field}”含有不可见的控制字符，请重新输入。' },
  REHEARSAL_LIMIT: {
    kind: 'tooMany',
    message: '您已有 {max} 个预演在排队或进行，请等其中一个结束，或取消一个。',
  },
  REHEARSAL_UNFINISHED: { kind: 'conflict', message: '这次预演还没有做完，结果要等它结束。' },
  REHEARSAL_WITHOUT_RESULT: { kind: 'conflict', message: '这次预演没有做完（{why}），没有结果可看。' },
  BATCH_IN_REHEARSAL: {
    kind: 'conflict',
    message: '您正在预演里办理，预演中不能批量启动年度工作；请逐个地区启动，或退出预演。',
  },
  REHEARSAL_INSIDE: { kind: 'conflict', message: '您正在预演里办理，不能在预演中再预演。请退出预演后再来。' },
  REHEARSAL_FAILED: { kind: 'conflict', message: '预演中途出错，没有做完：{reason}。' },
  REHEARSAL_INTERRUPTED: {
    kind: 'unavailable',
    message: '预演几次被系统停机打断，没有做完，请重新预演。',
  },
  REHEARSAL_NOT_FOUND: { kind: 'notFound', message: '没有这次预演，或者它已经结束。' },

  // notices
  DELIVERY_NOT_FAILED: { kind: 'conflict', message: '这次发送没有失败，不需要重发。' },
  SECRETS_KEY_MISSING: {
    kind: 'conflict',
    message: '还没有设置 SECRETS_KEY，不能保存签名密钥。请联系部署人员。',
  },

  // coordination
  COMPOSITION_INCOMPLETE: { kind: 'invalid', message: '协调小组的组成还不合要求：{problems}。' },
  // meetings
  MEETING_NOT_BEGUN: { kind: 'conflict', message: '定于 {at} 开始，开始之后再登记出席情况。' },
  ATTENDANCE_INCOMPLETE: { kind: 'invalid', message: '还没有登记这些与会者的出席情况：{names}。' },
  VISITS_INCOMPLETE: { kind: 'invalid', message: '还没有登记这些走访单位的情况：{names}。' },
  MATTERS_INCOMPLETE: { kind: 'invalid', message: '议定事项还不完整：{gaps}。补齐后才能往下送。' },
  SUGGESTIONS_OPEN: {
    kind: 'invalid',
    message: '这些意见建议还没有办理：{texts}。请列为议定事项，或者答复。',
  },
  SUGGESTIONS_CLOSED: { kind: 'conflict', message: '会议事项已全部办结，新的意见建议请另行提出。' },
  PARTICIPANTS_MISSING: { kind: 'invalid', message: '请确定参加会议的领导或单位。' },

  // documents
  DOCUMENT_RULE: { kind: 'invalid', message: '公文不合规范：{reason}。' },
  DOCUMENT_VOID: { kind: 'conflict', message: '{number}已经作废。' },
  DOCUMENT_RECEIVED: { kind: 'conflict', message: '您的单位已经签收过这份文件，或者它不是发给您单位的。' },
  SUPERVISION_ISSUED: { kind: 'conflict', message: '这项任务已发出同一级别的督办单（{number}）。' },
  TEMPLATE_UNFIT: { kind: 'invalid', message: '模板不能使用：{reason}。' },

  // circulars
  CIRCULAR_ALREADY_RECEIVED: {
    kind: 'conflict',
    message: '{number}已由《{title}》收文，不能重复办理；上级又转来的，请选“已另行收文”。',
  },
  CUT_OFF_IN_FUTURE: {
    kind: 'invalid',
    message: '截止时刻 {at} 还没有过去，取不到固定的数据；截止今天的，请写明时刻。',
  },

  // work points
  POINTS_NOT_SPLIT: {
    kind: 'invalid',
    message: '还有 {count} 项上级要点没有分解：{points}。请分解为本级任务，或者说明本级为什么没有任务。',
  },
  POINT_REPLIES_OPEN: {
    kind: 'conflict',
    message: '配合单位还没有全部答复：{units}。要点须在配合单位答复之后申报办结，请先催办。',
  },
  EVIDENCE_REQUIRED: {
    kind: 'invalid',
    message: '请上传佐证材料，或者写明材料存放在哪里。',
  },
  NOTICE_UNREADABLE: {
    kind: 'invalid',
    message: '读不出这份通知的文字，请使用 Word（docx）或纯文本（txt、md）；扫描件请先转成文字。',
  },
  NOTICE_EMPTY: { kind: 'invalid', message: '通知里没有文字。' },
  NOTICE_TOO_LONG: { kind: 'tooLarge', message: '通知太长：最多 {max} 个字，现有 {length} 个字。' },

  // organisation
  UNIT_EXISTS: { kind: 'conflict', message: '{region}已有名为“{name}”的单位。' },
  SOLE_UNIT_EXISTS: { kind: 'conflict', message: '{region}已有{kind}，不能再设一个。' },
  UNIT_LEVEL: { kind: 'invalid', message: '{kind}不设在{level}。' },
  UNIT_NOT_ACTIVE: { kind: 'conflict', message: '{unit}在 {date} 尚未设立或已经撤销。' },
  UNIT_MERGED: { kind: 'conflict', message: '{unit}已并入{successor}。' },
  UNIT_ENDED: { kind: 'conflict', message: '{unit}已定于 {date} 撤销。' },
  ENDS_BEFORE_START: { kind: 'invalid', message: '“{field}”不能早于开始日期 {from}。' },
  ALREADY_MEMBER: { kind: 'conflict', message: '{unit}在这一时段已是领导小组成员单位。' },
  NOT_A_MEMBER: { kind: 'conflict', message: '{unit}在 {date} 不是领导小组成员单位。' },
  POSITION_EXISTS: { kind: 'conflict', message: '{unit}已有职务“{title}”。' },
  POSITION_UNFIT: { kind: 'invalid', message: '{unitKind}不设“{kind}”这种职务。' },
  APPOINTMENT_OVERLAP: { kind: 'conflict', message: '{person}在这一时段已任{title}，不能重复任命。' },
  APPOINTMENT_ENDED: { kind: 'conflict', message: '这一任职已于 {date} 结束。' },
  SELF_APPOINTMENT: { kind: 'forbidden', message: '不能为自己办理任职，请由其他人办理。' },
  LIAISON_TAKEN: {
    kind: 'conflict',
    message: '{unit}在这一时段已有联络员{person}：每个单位只有一名，请用“更换联络员”办理。',
  },
  LIAISON_STARTED_LATER: {
    kind: 'conflict',
    message: '{person}自 {from} 起任联络员，接任须在此日之后。',
  },
  LIAISON_NONE: { kind: 'conflict', message: '{unit}目前没有联络员，请报送人选。' },
  LIAISON_MOVED: { kind: 'conflict', message: '{unit}报送之后联络员又有变动，请退回重报。' },
  PERSON_DISABLED: { kind: 'conflict', message: '{person}已停用，不能任职。' },
  PERSON_HAS_RESPONSIBILITIES: {
    kind: 'conflict',
    message: '{person}还担任{positions}，请先免去职务、交接工作再停用，或者用“离任”一并办理。',
  },
  SELF_DEPARTURE: { kind: 'forbidden', message: '不能为自己办理离任，请由其他人办理。' },
  ALREADY_DEPARTED: { kind: 'conflict', message: '{person}已经停用，不需要再办理离任。' },
  DEPARTURE_CHANGED: { kind: 'conflict', message: '{person}的职务刚有变动，请刷新后重新办理。' },
  POSITION_OWES_WORK: {
    kind: 'conflict',
    message: '{title}名下还有 {count} 项未办任务，请指定接任的人。',
  },

  // proxies, signatures
  PROXY_SELF: { kind: 'invalid', message: '代理人不能是本人。' },
  PROXY_SELF_GRANT: { kind: 'forbidden', message: '不能指定自己代理别人，请由本人或其他人办理。' },
  PROXY_OVERLAP: { kind: 'conflict', message: '这一时段已有人代理同样的工作，请先结束原来的代理。' },
  PROXY_CYCLE: { kind: 'conflict', message: '两人在这一时段互相代理，工作将无人办理。' },
  PROXY_CHAIN: { kind: 'conflict', message: '代理不能再转托：委托人或代理人在这一时段已有别的代理关系。' },
  PROXY_NO_POSTS: { kind: 'conflict', message: '委托人在该地区没有可以代理的职务。' },
  PROXY_AGENT_UNFIT: {
    kind: 'conflict',
    message: '代理人须在同一地区（乡镇的也可以在县双拥办）任职，没有停用，也不能只是审计员或系统管理员。',
  },
  PROXY_TOO_LONG: { kind: 'invalid', message: '一次代理最长 {days} 天；更久的请另行任职。' },
  PROXY_ENDED: { kind: 'conflict', message: '这一代理已经结束。' },
  SIGNATURE_IMAGE: { kind: 'invalid', message: '签名图片不合要求：{reason}。' },

  // 方案体检
  ENTRY_BEGUN: { kind: 'conflict', message: '“{title}”已经启动或不再进行，不能再改。' },
  ENTRIES_UNMENDED: { kind: 'conflict', message: '还有 {count} 项未能启动的安排没有处理：{titles}。' },
  ENTRIES_LEFT: {
    kind: 'conflict',
    message: '还有 {count} 项安排没有启动，请先另定日期提前启动，或说明理由本年不再进行：{titles}。',
  },
  LAUNCH_CHECK: { kind: 'invalid', message: '方案体检发现错误，改正后才能启动。' },
  LAUNCH_WARNINGS: { kind: 'conflict', message: '方案体检有提醒，请逐条确认后再启动。' },

  // campaigns
  STAGE_CONDITIONS: {
    kind: 'conflict',
    message: '这一阶段还不具备结束的条件：{conditions}。请先办完，或者逐项写明例外和理由。',
  },
  EXCEPTION_UNKNOWN: { kind: 'invalid', message: '“{what}”不是未具备的条件，不能列为例外。' },
  STAGE_CLOSED: { kind: 'conflict', message: '“{stage}”已经结束，不能再调整。' },
  STAGE_BEGUN: { kind: 'conflict', message: '“{stage}”已经开始，开始日期不能再改。' },
  STAGE_DATES: { kind: 'invalid', message: '日期不能这样调整：{reason}' },
  FINDINGS_UNARRANGED: {
    kind: 'invalid',
    message: '还有 {count} 个问题没有交办：{titles}。请逐个明确责任单位和时限。',
  },
  FIVE_ONES_EVIDENCE: {
    kind: 'invalid',
    message: '“{item}”已经做到的，请写明在哪里、由谁负责，或者上传照片。',
  },

  // honours
  CANDIDATE_VETOED: {
    kind: 'conflict',
    message: '{number} 号候选对象在考察期内有经确认的一票否决事项（{item}），不能通过。',
  },
  CANDIDATES_UNEXAMINED: {
    kind: 'invalid',
    message: '还有候选对象没有审查：{numbers} 号。请逐个写明合格，或者不合格及理由。',
  },
  RECOMMENDATION_OVER: {
    kind: 'conflict',
    message: '资格审查已经开始，推荐、申报不能再报、再改；还没有报的，请选“没有推荐”或者“本次不申报”。',
  },
  NOTICE_OVER: { kind: 'conflict', message: '公示期已于 {until} 届满，不再登记异议。' },
  RECUSAL_REQUIRED: { kind: 'conflict', message: '{number} 号候选对象与您任职的单位有关，请{instead}。' },
  HONOUR_UNIT_STANDS: {
    kind: 'conflict',
    message: '“{title}”的单位没有撤销：称号只因一票否决暂停、撤销，请按否决事项办理。',
  },
  HONOUR_VETOED: { kind: 'conflict', message: '“{title}”因一票否决已经暂停或者撤销，请等否决事项的复核。' },
  HONOUR_MOVE: { kind: 'conflict', message: '“{title}”现为{state}，不能改为{to}。' },

  // inspections
  FINDINGS_CHANGED: {
    kind: 'conflict',
    message: '{who}在 {at} 存过一版，您的这一版没有保存。请先看一下改了什么，再重新保存。',
  },
  DRAFT_CHANGED: {
    kind: 'conflict',
    message: '{who}在 {at} 已经起草过一版，您的这一版没有保存。请先看一下那一版，再决定用哪一版。',
  },
  FINDING_OF_NOBODY: {
    kind: 'invalid',
    message: '第 {number} 条没有涉及任何督查对象，请改写对象或者删去这一条。',
  },
  VETO_CHECKS_INCOMPLETE: { kind: 'invalid', message: '还没有登记这些对象的一票否决核查：{names}。' },
  PROBLEM_OF_NOBODY: {
    kind: 'conflict',
    message:
      '{names}已撤销，没有接替的单位：{what}没有人承担。请在“单位”中写明并入的单位；没有的，退回汇总，重新汇总后再印发。',
  },
  FIGURES_TYPED: {
    kind: 'invalid',
    message: '通报里的数字和对象取自系统的名单，不能改写：{problems}。请保留占位符，或者退回汇总修改。',
  },
  // evaluations
  STANDARD_UNFIT: { kind: 'invalid', message: '考评标准还不能用：{reason}。' },
  STANDARD_DRAFT_THERE: { kind: 'conflict', message: '{region}已有一份考评标准草稿，请先发布或者放弃。' },
  STANDARD_PUBLISHED: { kind: 'conflict', message: '这份考评标准已经发布，不能再改；请另起草新的版本。' },
  STANDARD_CHANGED: { kind: 'conflict', message: '这份草稿刚被别人改过，请刷新后再办。' },
  SUBJECTS_MISSING: { kind: 'invalid', message: '请确定考评的下级地区或单位。' },
  EVALUATION_RUNNING: { kind: 'conflict', message: '{subjects}{year}年的考评正在进行，不能重复考评。' },
  SELF_INCOMPLETE: {
    kind: 'invalid',
    message: '还有 {count} 项指标系统没有记录、需要填写得分和情况（没有做的填 0 分）：{indicators}。',
  },
  REVIEW_INCOMPLETE: {
    kind: 'invalid',
    message: '还有 {count} 项自评与系统数据不一致，没有核定：{scores}。',
  },
  OBJECTIONS_UNANSWERED: { kind: 'invalid', message: '还有 {count} 条异议没有答复：{objections}。' },
  SELF_OVER: { kind: 'conflict', message: '评审已经打分，自评不能再改；对结果有异议的，在结果反馈时提出。' },

  // calendar, attachments
  CALENDAR_CHANGED: {
    kind: 'conflict',
    message: '{year}年的日历在 {at} 已由别人改为第 {version} 版，您的这一版没有保存。',
  },
  CALENDAR_SETTLING: { kind: 'tooMany', message: '日历刚刚更新，请 {seconds} 秒后再重算时限。' },
  ATTACHMENT_TYPE: {
    kind: 'invalid',
    message:
      '不接收这种文件。可上传 PDF、OFD、PNG、JPEG、Word（docx）、Excel（xlsx）和纯文本（txt），不接收压缩包和加密的文件。',
  },
  ATTACHMENT_NAME: { kind: 'invalid', message: '文件名不合适：{reason}。' },
  ATTACHMENT_ACTIVE: { kind: 'invalid', message: '文件里带有宏、脚本或嵌入的文件，请去掉后再上传。' },
  ATTACHMENT_UNREADABLE: { kind: 'invalid', message: '文件已加密、损坏或内容过多，无法检查，没有保存。' },
  PHRASES_TOO_MANY: { kind: 'conflict', message: '常用语最多 {max} 条，请先删去不用的。' },
  ATTACHMENT_TOO_MANY: { kind: 'conflict', message: '{what}最多附 {max} 个文件。' },
  INCOMING_FILE_REMOVED: { kind: 'conflict', message: '这个文件已移除，不再提供：{reason}' },

  // vetoes
  VETO_TITLES: { kind: 'invalid', message: '还没有写明这些称号怎样处理：{titles}。' },
  VETO_TITLES_MOVED: {
    kind: 'conflict',
    message: '拟定处理意见之后称号有变动（{titles}），请退回重新拟定。',
  },
  VETO_TITLES_FROZEN: {
    kind: 'conflict',
    message: '还有称号因它暂停（{titles}），不能终止；请先复核，或者更正原认定。',
  },
  VETO_DECLARATION_INCOMPLETE: { kind: 'invalid', message: '这些否决事项还没有申明：{items}。' },
  VETO_SIGNALS_UNANSWERED: {
    kind: 'invalid',
    message: '这些否决事项系统里有线索，认为没有发生的请写明理由：{items}。',
  },
  VETO_NOT_CONFIRMED: { kind: 'conflict', message: '这件否决事项没有认定，或者已经撤销认定，不需要更正。' },
  VETO_CORRECTION_OPEN: { kind: 'conflict', message: '这件否决事项正在更正，请等办结。' },
} as const satisfies Record<string, { kind: RefusalKind; message: string }>;

export type RefusalCode = keyof typeof CATALOGUE;

/** The codes whose sentence names the field. */
export type NamesField = {
  [C in RefusalCode]: (typeof CATALOGUE)[C]['message'] extends `${string}{field}${string}` ? C : never;
}[RefusalCode];
export type Nameless = Exclude<RefusalCode, NamesField>;
