"""Words of the READMEs that the program itself never says, in both languages."""

COLUMNS = {
    "en": {
        "flow": ("Action", "From", "To", "Who", "Is told"),
        "accounts": ("Account", "Name", "Role", "Post", "Body"),
        "settings": ("Variable", "What it is for", "Default"),
    },
    "zh": {
        "flow": ("动作", "从", "到", "谁", "告知"),
        "accounts": ("账号", "姓名", "角色", "职务", "单位"),
        "settings": ("环境变量", "用途", "默认值"),
    },
}

WHO = {
    "en": {
        "is_drafter": "drafter of the drafting body",
        "is_free_drafter": "drafter who judged no revision",
        "is_contributing_drafter": "drafter who contributed",
        "is_holder_of_step_in_turn": "holder of the step in turn who neither contributed nor decided",
        "is_supervisor": "supervisor who neither contributed nor signed off",
        "is_publisher": "publisher",
        "is_publisher_or_schedule": "publisher; the system when scheduled",
    },
    "zh": {
        "is_drafter": "起草单位的起草人",
        "is_free_drafter": "未审过任何一稿的起草人",
        "is_contributing_drafter": "参与起草的起草人",
        "is_holder_of_step_in_turn": "轮到的环节办理人，且未参与起草和签发",
        "is_supervisor": "签发人，且未参与起草和审签",
        "is_publisher": "发布员",
        "is_publisher_or_schedule": "发布员；定时的由系统发布",
    },
}

TOLD = {
    "en": {
        "contributors": "contributors",
        "signers": "who signed so far",
        "step_holders": "holders of the next step",
        "supervisors": "supervisors",
        "publishers": "publishers",
        "watchers": "watchers",
        "subscribers": "subscribers",
        "bodies_below": "bodies below",
    },
    "zh": {
        "contributors": "参与起草的人",
        "signers": "已审签的人",
        "step_holders": "下一环节办理人",
        "supervisors": "签发人",
        "publishers": "发布员",
        "watchers": "关注人",
        "subscribers": "订阅人",
        "bodies_below": "下级单位",
    },
}

SETTINGS = {
    "MULU_HOME": "嵌入式运行的全部数据所在文件夹（数据库、邮件、密钥、锁），默认为 `var/`。",
    "MULU_DATABASE_URL": "`sqlite:///…` 或 `postgresql+psycopg://…`；默认为数据文件夹中的 `mulu.sqlite`。",
    "MULU_BROKER_URL": "`memory://` 时任务在网页进程内执行，`redis://…` 时在进程外执行。",
    "MULU_HOST": "`make run` 监听的地址。",
    "PORT": "`make run` 监听的端口。",
    "MULU_LANG": "命令行的语言，以及读者未选择时页面的语言（zh 或 en）。",
    "MULU_SECRET_KEY": "用于签署 Cookie；默认首次运行时生成，存于数据文件夹。",
    "MULU_DEMO_PASSWORD": "全部演示账号的密码；默认每次安装各生成一个。",
    "MULU_HTTPS": "设为 1 时，Cookie 只经 HTTPS 发送；前置代理终止 TLS 时应当设置。",
    "MULU_PUBLIC_URL": "电子邮件中链接的开头；默认为监听的地址和端口。",
    "MULU_SMTP_URL": "`smtp://[user:password@]host:port[?starttls=1]`；不填则存入数据文件夹中的邮件目录。",
    "MULU_MAIL_FROM": "电子邮件的发件人。",
    "MULU_MAIL_HOURS": "工作日发送邮件的时段，如 `08:30-18:00`（设了邮件服务器时的默认值），或 `always`（随时）；紧急事项随时发送。",
    "MULU_ESCALATE_AFTER": "审核或签发逾期多少个工作日后上报上一级。",
    "MULU_SERVICES_KEY": "加密消息通道凭据的密钥文件，默认为数据文件夹中的 `services.key`。网页与任务进程读取同一文件；"
    "副本应与数据库备份分开存放。",
    "MULU_SERVICE_HOSTS": "消息通道可以连接的内网或不加密的 `主机:端口`（自有网关），用逗号分隔；不填则只连接公网加密地址。",
    "MULU_PASSWORD_TIME_COST": "argon2id 的轮数。",
    "MULU_PASSWORD_MEMORY_KIB": "argon2id 单次计算所用内存，单位 KiB。",
    "MULU_LOCKOUT_AFTER": "连续登录失败多少次后锁定账号。",
    "MULU_LOCKOUT_MINUTES": "锁定多少分钟。",
    "MULU_PASSWORD_DAYS": "自设密码多少天后须更换（GB/T 22239）；0 为长期有效。",
    "MULU_KEYS": "审计轨迹签名密钥所在的文件夹，默认为数据文件夹中的 `keys`。请另存备份。",
    "MULU_CHECKPOINTS": "签名检查点所在的文件夹，最好在数据库管理员无法写入的机器上；默认为数据文件夹中的 `checkpoints`。",
    "MULU_CHECKPOINT_MAIL": "审计邮箱，接收最新签名检查点，每小时至多一封。",
    "MULU_PG_BIN": "`pg_dump` 与 `pg_restore` 所在的文件夹；不填则按系统路径寻找。",
    "MULU_HASH": "审计轨迹树所用哈希，`sha256` 或 `sm3`，安装时确定。",
    "MULU_WORKER_THREADS": "嵌入式任务执行的线程数。",
    "MULU_MAX_REQUEST_BYTES": "超过此字节数的请求被拒绝。",
    "MULU_MAX_FILE_BYTES": "超过此字节数的附件被拒绝。",
    "MULU_ANTIVIRUS": "收存文件前的病毒扫描：`clamd://主机:端口`、`clamd:///套接字路径`，或从标准输入读取文件的"
    "`command:程序`（返回 0 为无毒、1 为有毒）；留空不扫描。",
    "MULU_ANTIVIRUS_AWAY": "扫描程序没有响应时：`refuse` 拒收文件，`accept` 未经扫描收存并提示。",
    "MULU_AUDIT_EXPORT_ROWS": "一次导出审计轨迹的最多条数，取最新的。",
    "MULU_LOG_DAYS": "技术日志文件（数据文件夹中的 `logs`）保存的天数，不少于 180。",
    "MULU_LINK_NETWORKS": "检查公开位置链接时允许访问的非公网网段，如 `10.1.0.0/16`（政务内网）。",
    "MULU_LINK_PORTS": "检查链接时除 80、443 外允许访问的端口，如 `8080,8443`。",
    "MULU_LINK_CONTACT": "网站管理员在访问日志中看到的联系方式；默认为本系统地址。",
    "MULU_LINK_FAILURES": "公开位置链接连续几天检查失败才认定为失效。",
    "MULU_MAX_PROPOSAL_BYTES": "一件申请全部附件的总字节数上限，也是一次上传的上限。",
}
"""`config.py` says it in English."""
