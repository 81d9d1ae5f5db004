#!/bin/busybox sh
# First and only service of the guest: loads the modules, mounts the project (read-only) and the folder for results, runs one program, powers off.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmp /tmp
chmod 1777 /tmp
# Other than root must be able to open what is not a device of its own.
chmod 666 /dev/null /dev/zero /dev/random /dev/urandom
while read -r module; do insmod "$module" || echo "insmod $module failed"; done < /lib/modules/order
options=trans=virtio,version=9p2000.L,msize=512000
mount -t 9p -o "$options,ro,cache=loose" project /project || echo 'the project could not be mounted'
mount -t 9p -o "$options" out /out || echo 'the folder for results could not be mounted'
for argument in $(cat /proc/cmdline); do
  case $argument in
    rig.node=*) node=${argument#rig.node=} ;;
    rig.program=*) program=${argument#rig.program=} ;;
  esac
done
echo "RIG-BOOTED $(cut -d' ' -f1 /proc/uptime)"
cd /project
NODE_COMPILE_CACHE= "$node" "$program"
echo $? > /out/exit-code
sync
poweroff -f
