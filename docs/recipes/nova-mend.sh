sed -i 's/^driver-notes\.vz-/driver-notes.libvirt-vz-/' doc/source/user/support-matrix.ini
