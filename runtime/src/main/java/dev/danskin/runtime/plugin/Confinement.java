package dev.danskin.runtime.plugin;

import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Replaces calls that would end the process or take its output by calls of {@link Confined}, also where they are named by method
 * references. It keeps mistakes from spreading and is no sandbox: reflection and native code go past it.
 */
final class Confinement {
  private static final String CONFINED = Type.getInternalName(Confined.class);
  private static final Set<String> ENDS = Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");
  private static final Set<String> REDIRECTS = Set.of("java/lang/System.setOut", "java/lang/System.setErr");
  private static final String STREAM = "Ljava/io/PrintStream;";

  private Confinement() {}

  /**
   * The class with its calls replaced.
   *
   * @throws ClassFormatError if it is none, or of a Java version that is not known yet
   */
  static byte[] of(byte[] bytes, String name) {
    try {
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new Woven(writer), 0);
      return writer.toByteArray();
    } catch (RuntimeException e) {
      throw new ClassFormatError(name + " cannot be read (" + e.getMessage() + ")");
    }
  }

  private static final class Woven extends ClassVisitor {
    Woven(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
      return new Code(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private static final class Code extends MethodVisitor {
    Code(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      if (ENDS.contains(owner + "." + name)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, CONFINED, "exit", ended(owner), false);
      } else if (REDIRECTS.contains(owner + "." + name)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, CONFINED, "redirect", descriptor, false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      }
    }

    private static String ended(String owner) {
      return owner.endsWith("Runtime") ? "(Ljava/lang/Runtime;I)V" : "(I)V";
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (opcode == Opcodes.GETSTATIC && owner.equals("java/lang/System") && descriptor.equals(STREAM)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, CONFINED, "output", "()" + STREAM, false);
      } else {
        super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
      Object[] confined = arguments.clone();
      for (int i = 0; i < confined.length; i++) {
        confined[i] = confined(confined[i]);
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, confined);
    }

    @Override
    public void visitLdcInsn(Object value) {
      super.visitLdcInsn(confined(value));
    }

    private static Object confined(Object constant) {
      if (constant instanceof Handle h && ENDS.contains(h.getOwner() + "." + h.getName())) {
        return new Handle(Opcodes.H_INVOKESTATIC, CONFINED, "exit", ended(h.getOwner()), false);
      }
      if (constant instanceof Handle h && REDIRECTS.contains(h.getOwner() + "." + h.getName())) {
        return new Handle(Opcodes.H_INVOKESTATIC, CONFINED, "redirect", h.getDesc(), false);
      }
      return constant;
    }
  }
}
