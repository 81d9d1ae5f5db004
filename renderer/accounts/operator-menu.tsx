import { Menu } from '@mantine/core'
import { IconChevronDown, IconKey, IconLock, IconLogout, IconNotes, IconSwitchHorizontal } from '@tabler/icons-react'
import { useMessages } from '../messages/use-messages.tsx'
import { useWork } from '../nav/work.ts'
import { Initials } from '../ui/initials.tsx'
import { Kbd } from '../ui/kbd.tsx'
import classes from './operator-menu.module.css'

const ICON = { size: 17, 'aria-hidden': true } as const

/** Who is at work, and what they may do with their own session. */
export function OperatorMenu() {
  const { accounts, people } = useMessages()
  const m = accounts.menu
  const { operator, lock, switchOperator, signOut, open } = useWork()
  const role = people.roles[operator.role]
  return (
    <Menu
      position="bottom-end"
      width={264}
      offset={6}
      transitionProps={{ duration: 0 }}
      withInitialFocusPlaceholder={false}
      returnFocus
    >
      <Menu.Target>
        <button type="button" className={classes.who} aria-label={m.open(operator.name, role)}>
          <Initials name={operator.name} />
          <span className={`ellipsis ${classes.name}`}>{operator.name}</span>
          <IconChevronDown size={15} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        <div className={classes.head}>
          <Initials name={operator.name} large />
          <span>
            <b>{operator.name}</b>
            {role}
          </span>
        </div>
        <Menu.Item
          leftSection={<IconLock {...ICON} />}
          rightSection={<Kbd>Ctrl L</Kbd>}
          aria-keyshortcuts="Control+L"
          onClick={lock}
        >
          {m.lock}
        </Menu.Item>
        <Menu.Item leftSection={<IconSwitchHorizontal {...ICON} />} onClick={switchOperator}>
          {m.switch}
        </Menu.Item>
        {operator.rights.includes('enter') && (
          <Menu.Item leftSection={<IconNotes {...ICON} />} onClick={() => open('hand-over')}>
            {m.handOver}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKey {...ICON} />} onClick={() => open('change-secret')}>
          {m.changeSecret}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout {...ICON} />} onClick={signOut}>
          {m.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
